import { useStore } from '../../lib/create-store.ts';
import { letterShortcutsOff } from '../../state/preferences.ts';
import { common, strings } from '../../strings/tool-strings.ts';
import { Modal } from '../../ui/modal.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useIsMac } from '../../ui/use-is-mac.ts';
import { keysOf } from './shortcuts.ts';

const groups = (mod: string): [heading: string, rows: [keys: string[], what: string][]][] => {
  const { shortcuts: words } = strings;
  return [
    [
      words.everywhere,
      [
        [keysOf('generate', mod), words.generate],
        [keysOf('commands', mod), words.palette],
        [keysOf('search', mod), words.search],
        [keysOf('batch', mod), words.batch],
        [keysOf('shortcuts', mod), words.dialog],
        [['Esc'], words.close],
        [['Esc'], words.toList],
      ],
    ],
    [
      words.inBpm,
      [
        [keysOf('tap', mod), words.tap],
        [['↑', '↓'], words.one],
        [['Page ↑', 'Page ↓'], words.ten],
        [['Shift', '↑'], words.ten],
      ],
    ],
    [words.inKey, [[['e', 'b', 'm'], words.typeKey]]],
    [
      words.inTasks,
      [
        [keysOf('copyTaskId', mod), words.copy],
        [['↑', '↓'], words.cards],
        [keysOf('select', mod), words.pick],
        [['Shift', '↓'], words.pickMore],
        [keysOf('selectAll', mod), words.pickAll],
        [['↵'], words.inspect],
        [keysOf('download', mod), words.download],
        [['E'], words.edit],
        [['N'], words.notes],
        [['F'], words.favourite],
        [['⌫'], words.remove],
        [keysOf('undo', mod), words.undo],
        [keysOf('openFile', mod), words.openFile],
      ],
    ],
    [
      words.inPlayer,
      [
        [[words.space], words.play],
        [['1', '2'], words.takes],
        [['←', '→'], words.second],
        [['Shift', '→'], words.bar],
        [['J', 'K'], words.cards],
      ],
    ],
  ];
};

/** Every shortcut of the page, and the switch for those of a single letter. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const mod = useIsMac() ? '⌘' : 'Ctrl';
  const isOff = useStore(letterShortcutsOff);
  return (
    <Modal heading={strings.shortcuts.heading} closeName={common.close} onClose={onClose}>
      <p className="max-w-[70ch]">{strings.shortcuts.help}</p>
      <Switch
        id="single-letters"
        label={strings.shortcuts.letters}
        meaning={strings.shortcuts.lettersMeaning}
        checked={!isOff}
        onChange={(event) => letterShortcutsOff.set(!event.target.checked)}
      />
      <div className="shortcut-grid">
        {groups(mod).map(([heading, rows]) => (
          <section key={heading}>
            <h3 className="mb-2 font-semibold">{heading}</h3>
            <dl className="shortcut-rows">
              {rows.map(([keys, what]) => (
                <div key={what + keys.join('')}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="text-sm text-muted">{strings.shortcuts.toAuto}</p>
    </Modal>
  );
}
