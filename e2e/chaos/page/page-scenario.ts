import type { FaultName } from '../../../src/testing/faulty-vendor/faults.ts';
import type { TaskPlan } from '../../../src/testing/faulty-vendor/vendor-tasks.ts';
import { createRandom } from '../random.ts';

/** What a person does next; which task it is done to is drawn when it is done. */
const ACTIONS = [
  'generate',
  'generate-twice',
  'generate-several',
  'generate-again',
  'generate-offline',
  'generate-unstored',
  'retry',
  'retry-all',
  'retry-selected',
  'send-unsent',
  'batch',
  'pause-resume',
  'edit',
  'delete',
  'undo',
  'restore',
  'filter',
  'show-all',
  'copy-all',
  'export',
  'other-tab',
  'reload',
  'sleep',
  'log-out',
] as const;
export type Action = (typeof ACTIONS)[number];

const WEIGHTS: Partial<Record<Action, number>> = {
  generate: 5,
  retry: 4,
  'retry-all': 4,
  'retry-selected': 2,
  'generate-again': 3,
  filter: 2,
};

/** Each costs nothing, or may have cost something; what hangs is left to the runs without a page, which can wait. */
const FREE: readonly FaultName[] = [
  'code-400',
  'code-413',
  'code-429',
  'code-455',
  'json-403',
  'page-429-retry-after',
];
const UNSURE: readonly FaultName[] = [
  'reset-after-accept',
  'gateway-502-after-accept',
  'code-500-after-accept',
  'code-500',
  'html-in-200-after-accept',
  'empty-after-accept',
  'cut-inside-task-id',
  'cut-after-task-id',
];

export interface PageScenario {
  n: number;
  actions: Action[];
  /** How far the browser's clock is from the server's. */
  skewMs: number;
  /** The server asks for a token, and the login is lost on the way. */
  hasLogin: boolean;
  /** By the number of the sound: what goes wrong with its first submissions, one after the other. */
  faults: FaultName[][];
  /** By the number of the sound: how the vendor goes on with it. */
  plans: Partial<TaskPlan>[];
  /** Seeds what is drawn while the run goes on. */
  seed: number;
}

const SOUNDS = 40;
const MINUTE_MS = 60_000;

export const promptOf = (n: number, sound: number): string => `run ${n} cue ${sound}`;

export function drawPageScenario(seed: number, n: number): PageScenario {
  const random = createRandom(seed * 1_000_003 + n);
  const choices = ACTIONS.flatMap((action) => Array.from({ length: WEIGHTS[action] ?? 1 }, () => action));
  const hasLogin = random.chance(0.3);
  // Each kind of press has its turn; what can be done to a list comes after there is one.
  const featured = ACTIONS[n % ACTIONS.length] ?? 'generate';
  const actions: Action[] = ['generate', 'generate', 'batch', featured];
  const count = 12 + random.below(7);
  while (actions.length < count) actions.push(random.pick(choices));
  return {
    n,
    actions: actions.filter((action) => hasLogin || action !== 'log-out'),
    skewMs: random.pick([0, 0, 8 * MINUTE_MS, -8 * MINUTE_MS, 1440 * MINUTE_MS, -1440 * MINUTE_MS]),
    hasLogin,
    faults: Array.from({ length: SOUNDS }, () => {
      const drawn = random.next();
      if (drawn < 0.45) return [random.pick(FREE)];
      if (drawn < 0.55) return [random.pick(FREE), random.pick(FREE)];
      return drawn < 0.7 ? [random.pick(UNSURE)] : [];
    }),
    plans: Array.from({ length: SOUNDS }, () =>
      random.chance(0.12)
        ? {
            stages: ['PENDING', 'GENERATE_AUDIO_FAILED'],
            errorCode: 501,
            errorMessage: 'Audio generation failed',
          }
        : {},
    ),
    seed: random.below(2 ** 31),
  };
}
