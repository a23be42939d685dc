import { MessageChannel } from 'node:worker_threads';

import { describe, expect, it } from 'vitest';

import { lengthOf } from '../../../../audio/pcm.ts';
import { drums } from '../../../../testing/test-music.ts';
import { normalise, stereo } from '../../../../testing/test-sounds.ts';
import { analyse, type Asked, type Report } from './analyse.ts';
import { createAnalyst, type AnalysisPort } from './analysis-client.ts';
import { evaluate } from './evaluate.ts';
import { serveAnalysis } from './serve-analysis.ts';

const RATE = 22050;
const asked: Asked = { bpm: 126, key: 'Any', loop: true };
const loop = stereo(normalise(drums({ groove: 'rock', bpm: 126, bars: 2, rate: RATE })), RATE);

/** The worker's code behind a real message channel. */
function openAnalyst() {
  const { port1, port2 } = new MessageChannel();
  const answer = serveAnalysis((message) => port2.postMessage(message));
  port2.on('message', (message) => void answer(message));
  const analyst = createAnalyst(port1 as unknown as AnalysisPort);
  return { analyst, [Symbol.dispose]: () => port1.close() };
}

describe('a report', () => {
  it('says that a loop is as asked', async () => {
    const verdict = evaluate(await analyse(loop, asked), asked);
    expect(verdict).toMatchObject({
      grade: 'match',
      tempo: { grade: 'match' },
      bars: { text: '2 whole bars' },
      seam: { text: 'loops cleanly' },
    });
    expect(verdict.line).toBe('126 BPM as asked · 2 whole bars · loops cleanly');
  });

  it('says how far off another tempo is', async () => {
    const other = { ...asked, bpm: 140 };
    expect(evaluate(await analyse(loop, other), other)).toMatchObject({
      grade: 'off',
      tempo: { grade: 'off', text: '126 BPM instead of 140' },
      bars: { grade: 'off' },
    });
  });

  it('of silence knows only that it is silent', async () => {
    const report = await analyse(stereo(new Float32Array(RATE), RATE), asked);
    expect(report).toMatchObject({
      tempo: { kind: 'cannot-tell' },
      key: { kind: 'cannot-tell' },
      seam: { kind: 'cannot-tell' },
      loudness: { kind: 'cannot-tell' },
      truePeakDb: null,
      edges: null,
      onsets: 0,
    } satisfies Partial<Record<keyof Report, unknown>>);
  });

  it.each([
    ['There is no audio in it.', new Float32Array()],
    ['The audio holds samples that are not numbers.', new Float32Array(1000).fill(NaN)],
  ])('is refused: %s', async (message, track) => {
    await expect(analyse(stereo(track, RATE), asked)).rejects.toThrow(message);
  });

  it.each([1, 2, 100])('of %i samples is given', async (length) => {
    await expect(analyse(stereo(new Float32Array(length).fill(0.5), RATE), asked)).resolves.toMatchObject({
      onsets: 0,
    });
  });
});

describe('the worker', () => {
  it('answers with the same report, tells its progress and leaves the audio with the page', async () => {
    using open = openAnalyst();
    const progress: number[] = [];
    const report = await open.analyst.analyse(loop, asked, { onProgress: (done) => progress.push(done) });
    expect(report).toEqual(await analyse(loop, asked));
    expect(progress).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(lengthOf(loop)).toBeGreaterThan(0);
  });

  it('stops when called off, and goes on with the next', async () => {
    using open = openAnalyst();
    const controller = new AbortController();
    const first = open.analyst.analyse(loop, asked, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(first).rejects.toThrow('aborted');
    await expect(open.analyst.analyse(loop, asked)).resolves.toMatchObject({ tempo: { kind: 'measured' } });
  });

  it('says why it failed', async () => {
    using open = openAnalyst();
    await expect(open.analyst.analyse(stereo(new Float32Array(), RATE), asked)).rejects.toThrow('no audio');
  });
});
