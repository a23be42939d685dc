import { many, n } from './plurals.ts';

/** What stands by the form; its dialogs' sentences come with them (tool-strings.ts). */
export const strings = {
  any: 'Any',
  auto: 'Auto',
  inBpm: (bpm: number) => `${n(bpm)} BPM`,
  on: 'on',
  off: 'off',
  none: 'none',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying.',

  filled: 'Filled in. Nothing was sent.',

  lint: { ignore: 'Ignore this hint', done: 'Done.' },

  key: {
    goes: 'Goes with',
    goesWith: 'Keys that go with it',
    spelling: 'Spell keys with',
    sharps: 'Sharps',
    flats: 'Flats',
    why: {
      relative: 'relative, the same notes',
      'fifth up': 'a fifth up',
      'fifth down': 'a fifth down',
      parallel: 'parallel, the same tonic',
    },
    typed: (typed: string, key: string) => `${typed} is ${key}`,
    noKey: (typed: string) => `No key is called ${typed}`,
  },

  hear: {
    play: 'Hear it',
    stop: 'Stop',
    name: (what: string) => `Hear ${what} before generating, at no cost`,
    stopName: 'Stop hearing it',
    what: (key: string | null, bpm: number | null) =>
      [key, bpm === null ? null : `${n(bpm)} BPM`].filter((part) => part !== null).join(' at '),
    nothing: 'Choose a key or a BPM to hear it first.',
    noSound: 'This browser did not let the page make a sound.',
  },

  bar: {
    name: 'Prompt tools',
    ideas: 'Ideas',
    vary: 'Vary',
    code: 'Code',
    link: 'Copy link',
    linkCopied: 'Link copied. It fills the form, but never sends.',
    copied: 'Copied',
    changed: (count: number) => many(count, { one: 'change', other: 'changes' }),
    changes: 'Changes',
    cleared: 'Cleared',
    restored: 'The form is as it was.',
    undo: 'Undo',
    undone: 'Back to the task as it was.',
  },

  live: {
    tasks: 'Tasks',
    inProgress: 'in progress',
    ready: 'Ready',
    play: (title: string) => `Ready: ${title}. Play take A`,
  },
} as const;
