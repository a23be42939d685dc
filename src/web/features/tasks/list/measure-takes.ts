import type { QueryClient } from '@tanstack/react-query';

import { keyFacts, keyOf } from '#shared/key/key-facts.ts';
import { TEMPI_MAX } from '#shared/take/heard-bounds.ts';
import type { Heard } from '#shared/take/take-heard.ts';
import type { Take, Task } from '#shared/task.ts';

import type { Api } from '../../../api/api-client.ts';
import * as calls from '../../../api/task-calls.ts';
import { putTask, taskCache } from '../../../sync/task-cache.ts';
import type { Asked, Report } from '../../inspector/analysis/analyse.ts';
import { bestPulses } from '../../inspector/analysis/measure-tempo.ts';
import { measureOnce } from '../../inspector/workers/measure.ts';

/** Of the measuring code; what an older one heard is measured again. */
const HEARD_VERSION = 3;
/** Longer takes are measured in the inspector only. */
const LONGEST_S = 600;

const isUnheard = ({ kept, durationS, heard }: Take): boolean =>
  kept && (durationS ?? 0) <= LONGEST_S && (heard?.version ?? 0) < HEARD_VERSION;

const askedOf = ({ request }: Task): Asked => ({
  bpm: request.soundTempo,
  key: request.soundKey,
  loop: request.soundLoop === true,
});

/** What is kept of a report. */
export function heardOf(report: Report, asked: Asked): Heard {
  const { tempo, key, seam, loudness, truePeakDb, onsets } = report;
  const pulses =
    tempo.kind === 'measured' ? [...tempo.octaves, ...bestPulses(tempo).map(({ bpm }) => bpm)] : [];
  const confidence = tempo.kind === 'measured' ? tempo.confidence : 0;
  return {
    bpm: [...new Set(pulses.map((bpm) => Math.round(bpm * 10) / 10))]
      .slice(0, TEMPI_MAX)
      .map((bpm) => ({ bpm, confidence })),
    key: keyHeard(key, asked),
    loop: seam.kind === 'cannot-tell' ? null : seam.kind,
    lufs: loudness.kind === 'measured' ? loudness.lufs : null,
    dbtp: truePeakDb,
    events: onsets,
    version: HEARD_VERSION,
  };
}

/** One pitch is its key's tonic, where that key was asked for; else it is in no key. */
function keyHeard(key: Report['key'], asked: Asked): Heard['key'] {
  if (key.kind === 'measured') return { key: key.key, confidence: key.confidence };
  if (key.kind === 'pitch') {
    const facts = asked.key === null ? null : keyFacts(asked.key);
    return facts?.pitchClass === key.pitchClass
      ? { key: keyOf({ pitchClass: facts.pitchClass, mode: facts.mode }), confidence: 1 }
      : { key: 'Any', confidence: 0 };
  }
  return key.reason === 'no-pitch' ? null : { key: 'Any', confidence: 0 };
}

/** Waits until the page has nothing better to do. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 5000 });
    else setTimeout(resolve, 200);
  });

async function measure(api: Api, client: QueryClient, task: Task, take: Take): Promise<void> {
  await idle();
  // Deleted meanwhile.
  if (!taskCache(client).get(task.id)) return;
  const asked = askedOf(task);
  const heard = heardOf(await measureOnce(take.audio, asked, idle), asked);
  putTask(client, await calls.setHeard(api, task.id, take.n, heard));
}

/**
 * Measures kept takes that no page has measured, newest first, one after the other, while this tab has the lock: a
 * second tab would do the same work. What fails is not tried again on this page.
 */
export function startMeasuring(api: Api, client: QueryClient, signal: AbortSignal): void {
  // Where no sound can be decoded, as in a test.
  if (signal.aborted || !('OfflineAudioContext' in window)) return;
  const tried = new Set<string>();
  let isBusy = false;
  const next = (): [Task, Take] | null => {
    for (const task of taskCache(client).all()) {
      if (task.state !== 'ready') continue;
      const take = task.takes.find((each) => isUnheard(each) && !tried.has(each.audio));
      if (take) return [task, take];
    }
    return null;
  };
  const run = async () => {
    if (isBusy) return;
    isBusy = true;
    for (let found = next(); found && !signal.aborted; found = next()) {
      const [task, take] = found;
      tried.add(take.audio);
      // Unreadable audio; its row says what is wrong with it when it is played.
      await measure(api, client, task, take).catch(() => undefined);
    }
    isBusy = false;
  };
  const work = (): Promise<void> =>
    new Promise((ended) => {
      const stop = taskCache(client).onChange(({ now }) => {
        if (now.state === 'ready') void run();
      });
      void run();
      signal.addEventListener('abort', () => {
        stop();
        ended();
      });
    });
  if ('locks' in navigator)
    navigator.locks.request('cuesmith-measure', { signal }, work).catch(() => undefined);
  else void work();
}
