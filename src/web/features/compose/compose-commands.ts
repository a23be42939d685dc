import type { Connection } from '#shared/connection.ts';
import { formatKey } from '#shared/key/format-key.ts';
import { SOUND_KEYS, keyFacts, type SoundKey } from '#shared/key/key-facts.ts';

import { announce } from '../../lib/announce.ts';
import { openDialog, type DialogName } from '../../state/dialogs.ts';
import { spellKey } from '../../state/key-spelling.ts';
import { prefersFlats } from '../../state/preferences.ts';
import { chooseTheme, readTheme, THEMES } from '../../state/theme.ts';
import { common, strings } from '../../strings/tool-strings.ts';
import { isMac } from '../../ui/use-is-mac.ts';
import type { Command } from '../commands/command-list.ts';
import { keysOf, type ShortcutName } from '../commands/shortcuts.ts';
import { closeInspector } from '../inspector/open-inspector.ts';
import { previewOf } from './key/key-preview-button.tsx';
import { keyPreview } from './key/key-preview.ts';
import { copyFormLink } from './link/copy-form-link.ts';
import type { ComposeForm } from './use-compose-form.ts';

const TEMPOS = [60, 70, 80, 90, 100, 110, 120, 128, 140, 160, 174];
const titles = strings.palette;

/** Whether the inspector lay over it. */
function uncover(element: Element | null): boolean {
  const isCovered = Boolean(element?.closest('[inert]'));
  if (isCovered) closeInspector();
  return isCovered;
}

function focus(selector: string): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (uncover(element)) setTimeout(() => element?.focus());
  else element?.focus();
}

const focusSearch = () => focus('#tasks input[type="search"]');

/** Everything the form and the page can be told by name. */
export const composeCommands = (compose: ComposeForm, connection: Connection | undefined): Command[] => [
  ...formCommands(compose, connection),
  ...pageCommands(),
  { id: 'auto', title: titles.autoBpm, onlyFound: true, run: () => compose.change({ soundTempo: null }) },
  ...SOUND_KEYS.map((key) => keyCommand(key, compose)),
  ...TEMPOS.map((bpm): Command => ({
    id: `bpm-${bpm}`,
    title: titles.bpm(bpm),
    onlyFound: true,
    run: () => compose.change({ soundTempo: bpm }),
  })),
];

const keys = (name: ShortcutName) => {
  const mod = isMac() ? '⌘' : 'Ctrl';
  return { keys: keysOf(name, mod) };
};

const dialogCommand = (name: DialogName, title: string): Command => ({
  id: name,
  title,
  run: () => openDialog(name),
});

function formCommands(
  { form, change, clear, submit }: ComposeForm,
  connection: Connection | undefined,
): Command[] {
  const now = form.getValues();
  const toggle = (id: 'soundLoop' | 'grabLyrics', title: string): Command => ({
    id,
    title,
    aside: now[id] ? common.on : common.off,
    run: () => {
      change({ [id]: !now[id] });
      announce(`${title}: ${now[id] ? common.off : common.on}`);
    },
  });
  return [
    {
      id: 'generate',
      title: titles.generate,
      ...keys('generate'),
      run: () => {
        uncover(document.querySelector('.compose'));
        void submit();
      },
    },
    { id: 'prompt', title: titles.prompt, run: () => focus('#prompt') },
    dialogCommand('ideas', titles.ideas),
    dialogCommand('vary', titles.vary),
    { id: 'hear', title: titles.hear, run: () => void keyPreview.toggle(previewOf(form.getValues())) },
    toggle('soundLoop', titles.loop),
    toggle('grabLyrics', titles.lyrics),
    dialogCommand('code', titles.code),
    dialogCommand('paste', titles.paste),
    { id: 'link', title: titles.link, run: () => void copyFormLink(form.getValues(), connection) },
    { id: 'new', title: titles.newSound, keywords: titles.clear, run: clear },
  ];
}

const pageCommands = (): Command[] => [
  { id: 'search', title: titles.search, ...keys('search'), run: focusSearch },
  { id: 'tasks', title: titles.tasks, run: () => focus('#tasks-heading') },
  {
    id: 'flats',
    title: titles.flats,
    aside: prefersFlats.get() ? common.on : common.off,
    run: () => prefersFlats.update((isOn) => !isOn),
  },
  ...THEMES.map((theme): Command => ({
    id: `theme-${theme}`,
    title: titles.theme[theme],
    ...(theme === readTheme() ? { aside: titles.now } : {}),
    run: () => chooseTheme(theme),
  })),
  { ...dialogCommand('shortcuts', titles.shortcuts), ...keys('shortcuts') },
];

function keyCommand(key: SoundKey, { change }: ComposeForm): Command {
  const facts = keyFacts(key);
  return {
    id: `key-${key.replace('#', 's')}`,
    title: titles.key(key === 'Any' ? common.any : spellKey(key)),
    ...(facts ? { aside: facts.camelot, keywords: `${formatKey(key)} ${key} ${facts.mode}` } : {}),
    onlyFound: true,
    run: () => change({ soundKey: key }),
  };
}
