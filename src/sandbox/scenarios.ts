import type { Scenario } from '#shared/connection.ts';

import { WORDINGS, type Wording } from './wording.ts';

const RENDERED = {
  'slow-down': 'told to slow down twice, then accepted',
  moderation: 'the content filter stops it (SENSITIVE_WORD_ERROR)',
  'create-failed': 'the task cannot be created (CREATE_TASK_FAILED)',
  'render-failed': 'rendering fails (GENERATE_AUDIO_FAILED)',
  slow: 'takes 30 seconds',
  hang: 'never ends; after 3 minutes the card says that it takes longer',
  'one-take': 'one take instead of two',
  'late-second-take': 'the second take comes 10 seconds after the first',
  'callback-exception': 'ends in CALLBACK_EXCEPTION although the audio is fine',
  'expired-links': 'the audio links are dead from the start',
} as const;

/** A number: refused at submit, always, with that documented code. */
export type ScenarioName = number | keyof typeof RENDERED;

/** For the page's picker. */
export const scenariosIn = ({ texts }: Wording): Scenario[] => [
  ...Object.entries(texts).map(([code, text]) => ({ name: code, label: `${code}: ${text}` })),
  ...Object.entries(RENDERED).map(([name, label]) => ({ name, label })),
];

const BRACKET = /\[([\w-]+)\]/g;

const isRendered = (name: string): name is keyof typeof RENDERED => Object.hasOwn(RENDERED, name);

/** Splits `soft rain [slow]` into what is to be heard and the trouble asked for; the first known name counts. */
export function readScenario(
  prompt: string,
  { texts }: Wording = WORDINGS.apibox,
): { scenario: ScenarioName | null; words: string } {
  let scenario: ScenarioName | null = null;
  const words = prompt.replace(BRACKET, (bracket: string, raw: string) => {
    const name = raw.toLowerCase();
    if (!Object.hasOwn(texts, name) && !isRendered(name)) return bracket;
    scenario ??= isRendered(name) ? name : Number(name);
    return ' ';
  });
  return { scenario, words: words.replace(/\s+/g, ' ').trim() };
}
