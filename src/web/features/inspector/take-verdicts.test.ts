import { expect, it } from 'vitest';

import type { Verdict } from './analysis/evaluate.ts';
import type { InspectedSound } from './inspected-sound.ts';
import { createVerdicts } from './take-verdicts.ts';

const take: InspectedSound = {
  id: '/takes/1/audio',
  source: '/takes/1/audio',
  title: 'rain',
  asked: { bpm: 90, key: 'Am', loop: true },
  from: null,
  keep: null,
};
const verdict: Verdict = {
  grade: 'match',
  line: '90 BPM as asked',
  tempo: { grade: 'match', text: '90 BPM as asked' },
  key: { grade: 'match', text: 'Am as asked' },
  bars: null,
  seam: null,
};

it('a take is measured once, however often it is played', async () => {
  const heard: string[] = [];
  const verdicts = createVerdicts(({ id }) => {
    heard.push(id);
    return Promise.resolve(verdict);
  });
  await Promise.all([verdicts.measure(take), verdicts.measure(take)]);
  expect(heard).toEqual([take.id]);
  expect(verdicts.of(take.id)?.line).toBe('90 BPM as asked');
});

it('what could not be read is measured when it is played again', async () => {
  const answers = [() => Promise.reject(new Error('gone')), () => Promise.resolve(verdict)];
  const verdicts = createVerdicts(() => answers.shift()?.() ?? Promise.reject(new Error('asked too often')));
  const told: (string | undefined)[] = [];
  verdicts.store.subscribe(() => told.push(verdicts.of(take.id)?.line));
  await verdicts.measure(take);
  expect(verdicts.of(take.id)).toBeNull();
  await verdicts.measure(take);
  expect(told).toEqual(['90 BPM as asked']);
});
