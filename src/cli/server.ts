import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Locale } from '#shared/messages/locale.ts';

import { systemClock } from '../server/platform/clock.ts';
import { openPage } from '../server/platform/node/page-files.ts';
import { readSettings } from '../server/platform/node/settings.ts';
import { bannerLines } from './banner.ts';
import { stopOnSignal, exitOnProblem } from './process-exit.ts';
import { serve } from './serve.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
/** A take is rendered on one core; more than a few at once help nobody. */
const workers = Math.min(4, availableParallelism());

const BUILD = fileURLToPath(new URL('../build/messages/build-languages.ts', import.meta.url));

/** `npm start` builds English alone; another language when somebody reads it, on what the machine has left. */
function buildInBackground(locale: Locale): void {
  const { pid } = spawn(process.execPath, [BUILD, locale], { cwd: dirname(DIST), stdio: 'ignore' });
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
}

await exitOnProblem(async () => {
  const settings = readSettings(process.env);
  const running = await serve(settings, {
    clock: systemClock,
    synth: async () => (await import('./node-synth.ts')).createNodeSynth({ workers, log: console.log }),
    page: existsSync(`${DIST}/index.html`) ? openPage(DIST, buildInBackground) : null,
    report: (error) => console.error(error),
  });
  stopOnSignal(running.stop);
  console.log([...bannerLines(settings, running.url), ...running.app.warnings].join('\n'));
});
