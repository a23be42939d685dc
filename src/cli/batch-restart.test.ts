import { expect, test } from 'vitest';

import type { SoundKey } from '#shared/key/key-facts.ts';

import { startFaultyVendor } from '../testing/faulty-vendor/faulty-vendor.ts';
import { temporaryFolder } from '../testing/sandbox-fixtures.ts';
import { json, startServer } from '../testing/start-app.ts';
import { softRain, uuid } from '../testing/task-fixtures.ts';

const PROMPTS = ['soft rain', 'far thunder', 'warm pad'];
const KEYS: SoundKey[] = ['Am', 'C', 'Em', 'G'];
const TEMPOS = [90, 120];

test('a batch of 3 prompts × 4 keys × 2 tempos is 24 sends, at the pace, each once, over a pause and a restart', async () => {
  const vendor = await startFaultyVendor({ plan: { renderMs: 20, callbacks: 'none' } });
  const env = { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'k', SOUNDS_PACE: '4/0.5s' };
  const folder = temporaryFolder();
  const requests = PROMPTS.flatMap((prompt) =>
    KEYS.flatMap((soundKey) => TEMPOS.map((soundTempo) => ({ ...softRain, prompt, soundKey, soundTempo }))),
  );
  const body = {
    batch: { id: uuid(900), name: '3 × 4 × 2' },
    tasks: requests.map((request, n) => ({ id: uuid(n), request })),
  };

  const first = await startServer({ env, folder });
  // Nobody waits for this answer, as when the tab is closed.
  const submitted = fetch(`${first.url}/api/tasks`, json('POST', body)).catch(() => null);
  await expect.poll(() => vendor.billing.length, { timeout: 10_000 }).toBeGreaterThan(7);
  await fetch(`${first.url}/api/batches/${uuid(900)}/pause`, json('POST', {}));
  await first.stop();
  await submitted;
  const sentBefore = vendor.billing.length;
  expect(sentBefore).toBeLessThan(24);

  const second = await startServer({ env, folder });
  expect(second.app.tasks.batches.get(uuid(900))).toMatchObject({ paused: true, total: 24 });
  // The page asks again with the same ids: it joins, nothing is added.
  await fetch(`${second.url}/api/tasks`, json('POST', body));
  expect(vendor.billing).toHaveLength(sentBefore);
  await fetch(`${second.url}/api/batches/${uuid(900)}/resume`, json('POST', {}));
  await expect.poll(() => second.app.tasks.batches.get(uuid(900)).counts.ready, { timeout: 20_000 }).toBe(24);
  await second.stop();
  await vendor.close();

  const sent = vendor.billing.map(({ body: { prompt, soundKey, soundTempo } }) =>
    [prompt, soundKey, soundTempo].join(),
  );
  expect(sent).toHaveLength(24);
  expect(new Set(sent).size).toBe(24);
  // Six windows of four: the pace outlived the restart.
  const tookMs = (vendor.billing.at(-1)?.at ?? 0) - (vendor.billing[0]?.at ?? 0);
  expect(tookMs).toBeGreaterThan(4 * 500);
}, 60_000);
