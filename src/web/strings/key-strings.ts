// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.

export const goes = 'Goes with';
export const goesWith = 'Keys that go with it';
export const why = {
  relative: 'relative, the same notes',
  'fifth up': 'a fifth up',
  'fifth down': 'a fifth down',
  parallel: 'parallel, the same tonic',
} as const;
export const typed = (typed: string | number, key: string | number): string => `${typed} is ${key}`;
export const noKey = (typed: string | number): string => `No key is called ${typed}`;
