import { emptySound } from '#shared/empty-sound.ts';
import { SOUND_KEYS, keyFacts } from '#shared/key/key-facts.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../lib/announce.ts';
import { openDialog, type DialogName } from '../../state/dialogs.ts';
import { spellKey } from '../../state/key-spelling.ts';
import { prefersFlats } from '../../state/preferences.ts';
import { chooseTheme, readTheme, THEMES } from '../../state/theme.ts';
import { say } from '../../strings/helper-strings.ts';
import type { Command } from '../commands/command-list.ts';
import type { ComposeHandle } from './compose.tsx';
import { heardOf } from './key/hear-button.tsx';
import { hear } from './key/hear-key.ts';

const TEMPOS = [60, 70, 80, 90, 100, 110, 120, 128, 140, 160, 174];
const words = say.palette;

const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();

export const focusSearch = () => focus('#tasks input[type="search"]');

/** Everything the form and the page can be told by name. */
export function composeCommands({
  compose,
  copyLink,
}: {
  compose: ComposeHandle;
  copyLink: () => void;
}): Command[] {
  const { form } = compose;
  const now = form.getValues();
  const set = (change: Partial<SoundRequest>) =>
    form.setValues((values) => ({ ...values, ...change }), { shouldDirty: true });
  const sheet = (name: DialogName, title: string): Command => ({
    id: name,
    title,
    ...(name === 'shortcuts' ? { aside: '?' } : {}),
    run: () => openDialog(name),
  });
  const toggle = (id: 'soundLoop' | 'grabLyrics', title: string): Command => ({
    id,
    title,
    aside: now[id] ? say.on : say.off,
    run: () => {
      set({ [id]: !now[id] });
      announce(`${title}: ${now[id] ? say.off : say.on}`);
    },
  });

  const keys = SOUND_KEYS.map((key): Command => {
    const facts = keyFacts(key);
    return {
      id: `key-${key.replace('#', 's')}`,
      title: words.key(key === 'Any' ? say.any : spellKey(key)),
      ...(facts ? { aside: facts.camelot, words: `${facts.sharp} ${facts.flat} ${key} ${facts.mode}` } : {}),
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
    { id: 'generate', title: words.generate, run: () => compose.generate() },
    { id: 'prompt', title: words.prompt, run: () => focus('#prompt') },
    sheet('ideas', words.ideas),
    sheet('vary', words.vary),
    { id: 'hear', title: words.hear, run: () => hear.toggle(heardOf(form.getValues())) },
    toggle('soundLoop', words.loop),
    toggle('grabLyrics', words.lyrics),
    sheet('code', words.code),
    sheet('paste', words.paste),
    { id: 'link', title: words.link, run: copyLink },
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
      aside: prefersFlats.get() ? say.on : say.off,
      run: () => prefersFlats.set(!prefersFlats.get()),
    },
    ...themes,
    sheet('shortcuts', words.shortcuts),
    { id: 'auto', title: words.autoBpm, onlyFound: true, run: () => set({ soundTempo: null }) },
    ...keys,
    ...tempos,
  ];
}
