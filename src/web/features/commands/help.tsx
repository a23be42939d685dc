import { Fragment } from 'react';

import * as strings from '../../strings/page-strings.ts';
import { keysOf, type ShortcutName } from './shortcuts.ts';

const keysWithEitherMod = (name: ShortcutName) => ['Ctrl', '⌘'].map((mod) => keysOf(name, mod).join(' '));
const ROWS: [keys: string[], what: string][] = [
  [keysWithEitherMod('generate'), strings.helpGenerate],
  [keysOf('tap', ''), strings.helpTap],
  [keysOf('copyTaskId', ''), strings.helpCopy],
  [keysWithEitherMod('commands'), strings.helpCommands],
  [keysOf('shortcuts', ''), strings.helpShortcuts],
];

/** A popover of the browser's own: it opens before any script has come. */
export function Help() {
  return (
    <>
      <button
        type="button"
        className="icon-button text-lg font-semibold"
        aria-label={strings.helpOpen}
        popoverTarget="help"
      >
        ?
      </button>
      <dialog id="help" popover="auto" aria-labelledby="help-heading" className="help">
        <h2 id="help-heading" className="mb-2 text-lg font-semibold">
          {strings.helpHeading}
        </h2>
        <p>{strings.helpText}</p>
        <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
          {ROWS.map(([keys, what]) => (
            <Fragment key={what}>
              <dt>
                {keys.map((key, index) => (
                  <Fragment key={key}>
                    {index > 0 && strings.helpOr} <kbd>{key}</kbd>{' '}
                  </Fragment>
                ))}
              </dt>
              <dd>{what}</dd>
            </Fragment>
          ))}
        </dl>
      </dialog>
    </>
  );
}
