import { describe, expect, it } from 'vitest';

import { drums } from '../../../../testing/test-music.ts';
import { normalise, stereo } from '../../../../testing/test-sounds.ts';
import { analyse, type Asked, type Report } from './analyse.ts';
import { evaluate } from './evaluate.ts';

const RATE = 22050;
const asked: Asked = { bpm: 126, key: 'Any', loop: true };
const loop = stereo(normalise(drums({ groove: 'rock', bpm: 126, bars: 2, rate: RATE })), RATE);

describe('a report', () => {
  it('says that a loop is as asked', () => {
    const verdict = evaluate(analyse(loop, asked), asked);
    expect(verdict).toMatchObject({
      grade: 'match',
      tempo: { grade: 'match' },
      bars: { text: '2 whole bars' },
      seam: { text: 'loops cleanly' },
    });
    expect(verdict.line).toBe('126 BPM as asked · 2 whole bars · loops cleanly');
  });

  it('says how far off another tempo is', () => {
    const other = { ...asked, bpm: 140 };
    expect(evaluate(analyse(loop, other), other)).toMatchObject({
      grade: 'off',
      tempo: { grade: 'off', text: '126 BPM instead of 140' },
      bars: { grade: 'off' },
    });
  });

  it('of silence knows only that it is silent', () => {
    const report = analyse(stereo(new Float32Array(RATE), RATE), asked);
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
  ])('is refused: %s', (message, track) => {
    expect(() => analyse(stereo(track, RATE), asked)).toThrow(message);
  });

  it.each([1, 2, 100])('of %i samples is given', (length) => {
    expect(analyse(stereo(new Float32Array(length).fill(0.5), RATE), asked)).toMatchObject({ onsets: 0 });
  });
});
