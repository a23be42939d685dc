import { expect } from '@playwright/test';

export const ARABIC = 'إيقاع طبول سريع 120 BPM مع loop';

/** What stands in the list that the states below look at. */
const SEEDS = [
  { prompt: 'soft rain in Am', soundKey: 'Am', soundTempo: 90 },
  { prompt: 'drum loop in C', soundKey: 'C', soundTempo: 120, soundLoop: true },
  { prompt: ARABIC, soundKey: 'F#', soundTempo: 150 },
  ...['400', '401', '430', 'moderation', 'hang'].map((name) => ({ prompt: `wind [${name}]` })),
  { prompt: `${'verylongword'.repeat(10)} [one-take]` },
];

/** Makes the tasks of `SEEDS` past the page, and waits for those that get ready. */
export async function seed(url: string): Promise<void> {
  const request = { model: 'V5', soundLoop: false, soundTempo: null, soundKey: 'Any', grabLyrics: false };
  const tasks = SEEDS.map((each) => ({ id: crypto.randomUUID(), request: { ...request, ...each } }));
  const sent = await fetch(`${url}/api/tasks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tasks }),
  });
  expect(sent.status).toBe(200);
  const kept = async () => (await fetch(`${url}/api/tasks?kept=true`)).json() as Promise<{ total: number }>;
  await expect.poll(async () => (await kept()).total, { timeout: 180_000 }).toBeGreaterThanOrEqual(4);
}
