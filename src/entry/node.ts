import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import { systemClock } from '#contract/clock.ts';

import { openPage } from './page-files.ts';
import { leaveOnProblem, stopOnSignal } from './process.ts';
import { serve } from './serve.ts';
import { readSettings } from './settings.ts';
import { startedLines } from './started.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
/** A take is rendered on one core; more than a few at once help nobody. */
const workers = Math.min(4, availableParallelism());

await leaveOnProblem(async () => {
  const settings = readSettings(process.env);
  const running = await serve(settings, {
    clock: systemClock,
    engine: async () => (await import('./node-engine.ts')).createNodeEngine({ workers }),
    page: existsSync(`${DIST}/index.html`) ? openPage(DIST) : null,
    report: (error) => console.error(error),
  });
  stopOnSignal(running.stop);
  console.log(startedLines(settings, running.url).join('\n'));
});
