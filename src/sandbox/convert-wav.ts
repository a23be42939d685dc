import * as z from 'zod/mini';

import { soundFields } from '#shared/sound-request.ts';

import type { Clock } from '../server/platform/clock.ts';
import { asFields, readTexts } from './envelopes.ts';
import type { Jobs } from './jobs.ts';
import type { SandboxStore } from './sandbox-store.ts';
import type { Throttle } from './throttle.ts';
import { VendorRefusal } from './wording.ts';

/** What a conversion costs at the vendors that price it. */
const WAV_CREDITS = 0.4;

interface Options {
  store: SandboxStore;
  jobs: Jobs;
  clock: Clock;
  throttle: Throttle;
}

export type WavAnswer = { wavTaskId: string; isNew: boolean };

/** @returns takes a body in; the same take is converted once. @throws VendorRefusal */
export function createWavReceiver({ store, jobs, clock, throttle }: Options) {
  return (body: unknown, base: string): WavAnswer => {
    const { taskId, audioId } = readTexts(body, 'taskId', 'audioId');
    const { callBackUrl } = asFields(body);
    const callback = z.safeParse(soundFields.callBackUrl, callBackUrl || undefined);
    if (!callback.success) throw new VendorRefusal('invalid', 'callBackUrl must be an http or https URL.');
    const take = store.findTake(audioId);
    if (take?.taskId !== taskId) throw new VendorRefusal('unknown', 'Task or audio not found');
    if (take.renderedAt === null) throw new VendorRefusal('invalid', 'The audio is not finished yet.');
    const known = store.findWavOf(audioId);
    if (known) return { wavTaskId: known.wavTaskId, isNew: false };
    throttle.count();
    const wavTaskId = crypto.randomUUID().replaceAll('-', '');
    store.transact(() => {
      store.pay(WAV_CREDITS);
      store.addWav({
        wavTaskId,
        taskId,
        audioId,
        createdAt: clock.now(),
        base,
        callBackUrl: callback.data ?? null,
      });
    });
    const wav = store.findWav(wavTaskId);
    if (wav) jobs.startWav(wav);
    return { wavTaskId, isNew: true };
  };
}
