import { randomUUID } from 'node:crypto';

import { emptySound } from '../../src/shared/empty-sound.ts';
import type { SoundRequest } from '../../src/shared/sound-request.ts';
import type { Task } from '../../src/shared/task.ts';
import { expect } from './test.ts';

type Sound = Pick<SoundRequest, 'prompt'> & Partial<SoundRequest>;

export async function listOf(url: string, query = ''): Promise<{ tasks: Task[]; total: number }> {
  return (await fetch(`${url}/api/tasks?limit=100&${query}`)).json() as Promise<{
    tasks: Task[];
    total: number;
  }>;
}

/** Tasks made past the page, not waited for; the last one is the newest. */
export async function postSounds(url: string, sounds: readonly Sound[]): Promise<void> {
  const tasks = sounds.map((sound) => ({ id: randomUUID(), request: { ...emptySound, ...sound } }));
  const sent = await fetch(`${url}/api/tasks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tasks }),
  });
  expect(sent.status).toBe(200);
}

/** The same, finished, their takes kept. */
export async function makeSounds(url: string, sounds: readonly Sound[]): Promise<void> {
  const { total } = await listOf(url, 'kept=true');
  await postSounds(url, sounds);
  await expect
    .poll(async () => (await listOf(url, 'kept=true')).total, { timeout: 90_000 })
    .toBeGreaterThanOrEqual(total + sounds.length);
}
