import { Fragment } from 'react';

import * as words from '../../strings/page-strings.ts';

const ROWS: [keys: string[], what: string][] = [
  [['Ctrl ↵', '⌘ ↵'], words.helpGenerate],
  [['T'], words.helpTap],
  [['C'], words.helpCopy],
  [['Ctrl K', '⌘ K'], words.helpCommands],
  [['?'], words.helpShortcuts],
];

/** A popover of the browser's own: it opens before any script has come. */
export function Help() {
  return (
    <>
      <button
        type="button"
        className="icon-button text-lg font-semibold"
        aria-label={words.helpOpen}
        popoverTarget="help"
      >
        ?
      </button>
      <dialog id="help" popover="auto" aria-labelledby="help-heading" className="help">
        <h2 id="help-heading" className="mb-2 text-lg font-semibold">
          {words.helpHeading}
        </h2>
        <p>{words.helpText}</p>
        <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
          {ROWS.map(([keys, what]) => (
            <Fragment key={what}>
              <dt>
                {keys.map((key, index) => (
                  <Fragment key={key}>
                    {index > 0 && words.helpOr} <kbd>{key}</kbd>{' '}
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
