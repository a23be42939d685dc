import { onTestFinished } from 'vitest';

import type { Envelope } from '#shared/envelope.ts';

import { startFaultyVendor, type FaultyVendorOptions } from './faulty-vendor/faulty-vendor.ts';
import { json, startApp, type TestApp } from './start-app.ts';

export const SOUNDS = '/api/v1/generate/sounds';
export const rain = { prompt: 'soft rain', model: 'V5' };

/** The same as kie's jobs route has it. */
export const rainJob = {
  model: 'ai-music-api/sounds',
  input: { ...rain, sound_loop: false, sound_tempo: null, sound_key: '', grab_lyrics: null },
};

/** An app whose one vendor is the faulty one. */
export async function startBoth(options: FaultyVendorOptions = {}, env: Record<string, string> = {}) {
  const vendor = await startFaultyVendor(options);
  onTestFinished(() => vendor.close());
  const app = await startApp({
    env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'a-vendor-key', ...env },
  });
  return { vendor, app };
}

const postTo =
  (path: string) =>
  async (app: TestApp, body: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(path, json('POST', body, headers));
    return { status: response.status, envelope: (await response.json()) as Envelope<{ taskId: string }> };
  };

/** Sends a sound as a program written for the vendor does. */
export const postSound = postTo(SOUNDS);
export const postJob = postTo('/api/v1/jobs/createTask');
