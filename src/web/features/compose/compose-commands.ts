import type { Connection } from '#shared/connection.ts';
import { emptySound } from '#shared/empty-sound.ts';
import { formatKey } from '#shared/key/format-key.ts';
import { SOUND_KEYS, keyFacts } from '#shared/key/key-facts.ts';

import { announce } from '../../lib/announce.ts';
import { openDialog, type DialogName } from '../../state/dialogs.ts';
import { spellKey } from '../../state/key-spelling.ts';
import { prefersFlats } from '../../state/preferences.ts';
import { chooseTheme, readTheme, THEMES } from '../../state/theme.ts';
import { strings } from '../../strings/compose-strings.ts';
import type { Command } from '../commands/command-list.ts';
import { copyFormLink } from './copy-form-link.ts';
import { previewOf } from './key/key-preview-button.tsx';
import { keyPreview } from './key/key-preview.ts';
import type { ComposeForm } from './use-compose-form.ts';

const TEMPOS = [60, 70, 80, 90, 100, 110, 120, 128, 140, 160, 174];
const words = strings.palette;

const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();

export const focusSearch = () => focus('#tasks input[type="search"]');

/** Everything the form and the page can be told by name. */
export function composeCommands(
  { form, fill: set, submit }: ComposeForm,
  connection: Connection | undefined,
): Command[] {
  const now = form.getValues();
  const dialog = (name: DialogName, title: string): Command => ({
    id: name,
    title,
    ...(name === 'shortcuts' ? { aside: '?' } : {}),
    run: () => openDialog(name),
  });
  const toggle = (id: 'soundLoop' | 'grabLyrics', title: string): Command => ({
    id,
    title,
    aside: now[id] ? strings.on : strings.off,
    run: () => {
      set({ [id]: !now[id] });
      announce(`${title}: ${now[id] ? strings.off : strings.on}`);
    },
  });

  const keys = SOUND_KEYS.map((key): Command => {
    const facts = keyFacts(key);
    return {
      id: `key-${key.replace('#', 's')}`,
      title: words.key(key === 'Any' ? strings.any : spellKey(key)),
      ...(facts ? { aside: facts.camelot, words: `${formatKey(key)} ${key} ${facts.mode}` } : {}),
      onlyFound: true,
      run: () => set({ soundKey: key }),
    };
  });
  const tempos = TEMPOS.map((bpm): Command => ({
    id: `bpm-${bpm}`,
    title: words.bpm(bpm),
    onlyFound: true,
    run: () => set({ soundTempo: bpm }),
  }));
  const themes = THEMES.map((theme): Command => ({
    id: `theme-${theme}`,
    title: words.theme[theme],
    ...(theme === readTheme() ? { aside: words.now } : {}),
    run: () => chooseTheme(theme),
  }));

  return [
    { id: 'generate', title: words.generate, run: () => void submit() },
    { id: 'prompt', title: words.prompt, run: () => focus('#prompt') },
    dialog('ideas', words.ideas),
    dialog('vary', words.vary),
    { id: 'hear', title: words.hear, run: () => keyPreview.toggle(previewOf(form.getValues())) },
    toggle('soundLoop', words.loop),
    toggle('grabLyrics', words.lyrics),
    dialog('code', words.code),
    dialog('paste', words.paste),
    { id: 'link', title: words.link, run: () => void copyFormLink(form.getValues(), connection) },
    {
      id: 'clear',
      title: words.clear,
      run: () => {
        set({ ...emptySound, model: now.model, callBackUrl: undefined });
        focus('#prompt');
        announce(words.cleared);
      },
    },
    { id: 'search', title: words.search, aside: '/', run: focusSearch },
    { id: 'tasks', title: words.tasks, run: () => focus('#tasks-heading') },
    {
      id: 'flats',
      title: words.flats,
      aside: prefersFlats.get() ? strings.on : strings.off,
      run: () => prefersFlats.set(!prefersFlats.get()),
    },
    ...themes,
    dialog('shortcuts', words.shortcuts),
    { id: 'auto', title: words.autoBpm, onlyFound: true, run: () => set({ soundTempo: null }) },
    ...keys,
    ...tempos,
  ];
}
