import type { Knobs } from '../../recipes/recipe.ts';

/** What a word changes: knobs are added to, fields are set. */
export interface Changes {
  knobs?: Partial<Knobs>;
  /** `kit: '909'`, `skank: 'yes'` … */
  fields?: Readonly<Record<string, string>>;
}

/** What a phrase asks to hear. */
export interface SoundCall extends Changes {
  recipe: string;
  /** The recipe's first where none is named. */
  choice?: string;
}
