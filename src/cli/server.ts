import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import { systemClock } from '../server/platform/clock.ts';
import { openPage } from '../server/platform/node/page-files.ts';
import { readSettings } from '../server/platform/node/settings.ts';
import { bannerLines } from './banner.ts';
import { stopOnSignal, exitOnProblem } from './process-exit.ts';
import { serve } from './serve.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
/** A take is rendered on one core; more than a few at once help nobody. */
const workers = Math.min(4, availableParallelism());

await exitOnProblem(async () => {
  const settings = readSettings(process.env);
  const running = await serve(settings, {
    clock: systemClock,
    synth: async () => (await import('./node-synth.ts')).createNodeSynth({ workers, log: console.log }),
    page: existsSync(`${DIST}/index.html`) ? openPage(DIST) : null,
    report: (error) => console.error(error),
  });
  stopOnSignal(running.stop);
  console.log([...bannerLines(settings, running.url), ...running.app.warnings].join('\n'));
});
