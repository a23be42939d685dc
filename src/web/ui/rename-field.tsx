import { useId, useState } from 'react';

import * as words from '../strings/page-strings.ts';
import { Button } from './button.tsx';

/** Takes the place of a name: Enter keeps what is typed, Escape leaves the old one. Nothing that was typed is cut. */
export function RenameField({
  label,
  saveName,
  name,
  max,
  refuse,
  onRename,
  onEnd,
}: {
  label: string;
  saveName: string;
  name: string;
  /** Characters. */
  max: number;
  /** Why it cannot be called so. */
  refuse?: (name: string) => string | null;
  /** Rejects where it could not be stored: the field stays. */
  onRename: (name: string) => Promise<void> | void;
  /** With the name it has now. */
  onEnd: (name: string) => void;
}) {
  const id = useId();
  const [text, setText] = useState(name);
  const [isBusy, setIsBusy] = useState(false);
  const wanted = text.trim();
  const surplus = wanted.length - max;
  const error = surplus > 0 ? words.surplus(surplus) : (refuse?.(wanted) ?? null);
  async function save() {
    if (isBusy || error !== null) return;
    setIsBusy(true);
    try {
      if (wanted !== name) await onRename(wanted);
    } catch {
      setIsBusy(false);
      return;
    }
    onEnd(wanted);
  }
  return (
    <form
      className="flex min-w-0 grow basis-64 flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        ref={(input) => input?.focus()}
        className="field min-h-(--ctl) min-w-0 flex-1 px-3"
        dir="auto"
        autoComplete="off"
        aria-label={label}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : id}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // Only the field: what it stands in stays.
          event.preventDefault();
          event.stopPropagation();
          onEnd(name);
        }}
      />
      <Button type="submit" aria-busy={isBusy}>
        {saveName}
      </Button>
      {error !== null && (
        <p id={id} role="alert" className="basis-full text-sm text-danger">
          {error}
        </p>
      )}
    </form>
  );
}
