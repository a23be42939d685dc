import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent } from 'react';

import { announce } from '../../lib/announce.ts';
import * as taskWords from '../../strings/task-strings.ts';
import { common, strings } from '../../strings/tool-strings.ts';
import { Icon } from '../../ui/icon.tsx';
import { Modal } from '../../ui/modal.tsx';
import { allCommands, type Command } from './command-list.ts';
import { findCommands } from './find-commands.ts';
import { keysOf } from './shortcuts.ts';

// No native control lets one type while walking a list; the linter wants one for a plain `role`.
const asList = { role: 'listbox' } as const;
const asOption = (isChosen: boolean) => ({ role: 'option', 'aria-selected': isChosen }) as const;

const NONE: readonly Command[] = [];

/** Of the list's buttons, which come with the page and tell it no keys. */
const KEYS: Record<string, readonly string[]> = {
  [taskWords.batchCommand]: keysOf('batch', ''),
  [taskWords.openFile]: keysOf('openFile', ''),
};

const keysFor = ({ keys, title }: Command) => keys ?? KEYS[title];

/** All there are, once those who offer them have answered. */
function useCommands(): readonly Command[] {
  const [commands, setCommands] = useState(NONE);
  useEffect(() => {
    let isShown = true;
    const read = async () => {
      const all = await allCommands();
      if (isShown) setCommands(all);
    };
    void read();
    return () => {
      isShown = false;
    };
  }, []);
  return commands;
}

/** Every command by its name: type, walk with the arrows, Enter. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const id = useId();
  const commands = useCommands();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = findCommands(commands, typed);
  const chosen = found[at];

  const chosenId = chosen && `${id}${chosen.id}`;
  useEffect(() => {
    if (chosenId !== undefined) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);

  /** Enter, with something typed, before it is known what there is. */
  const isEntered = useRef(false);
  const runFirst = useEffectEvent(() => {
    if (isEntered.current && found[0]) run(found[0]);
  });
  useEffect(() => {
    if (commands !== NONE) runFirst();
  }, [commands]);

  function run(command: Command) {
    onClose();
    // After the sheet has given the focus back, so that a command can take it.
    setTimeout(command.run);
  }

  function find(text: string) {
    setTyped(text);
    setAt(0);
    announce(strings.palette.count(findCommands(commands, text).length));
  }

  function walk(event: KeyboardEvent) {
    const last = found.length - 1;
    const to = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (chosen) run(chosen);
      else if (commands === NONE) isEntered.current = typed !== '';
    }
    // In a text, Home and End belong to the text.
    if (to === undefined || last < 0 || (typed !== '' && /Home|End/.test(event.key))) return;
    event.preventDefault();
    setAt(to);
  }

  return (
    <Modal size="palette" heading={strings.palette.heading} closeName={common.close} onClose={onClose}>
      <div className="palette-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={strings.palette.find}
          placeholder={strings.palette.find}
          aria-expanded="true"
          aria-controls={`${id}list`}
          aria-activedescendant={chosenId}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          // Where the browser puts the focus when the sheet opens; React's own `autoFocus` comes too early for that.
          ref={(input) => input?.setAttribute('autofocus', '')}
          value={typed}
          onChange={(event) => find(event.target.value)}
          onKeyDown={walk}
        />
      </div>
      <div id={`${id}list`} {...asList} aria-label={strings.palette.heading} className="commands">
        {found.map((command, index) => (
          <button
            key={command.id}
            type="button"
            id={`${id}${command.id}`}
            {...asOption(index === at)}
            // The text field keeps the focus; arrows choose.
            tabIndex={-1}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <span>{command.title}</span>
            {keysFor(command) ? (
              <span>
                {keysFor(command)?.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </span>
            ) : (
              <span className="hint">{command.aside}</span>
            )}
          </button>
        ))}
      </div>
      {commands !== NONE && found.length === 0 && <p className="no-command">{strings.palette.none}</p>}
    </Modal>
  );
}
