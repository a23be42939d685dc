import { describe, expect, it } from 'vitest';

import { aRequest } from '../../../testing/task-builders.ts';
import { crossGrid } from './cross-grid.ts';
import { readTempos } from './read-tempos.ts';

const base = aRequest({ prompt: 'of the form', soundKey: 'F', soundTempo: 70, soundLoop: true });

describe('a grid', () => {
  it('crosses prompts, keys, tempos and loops', () => {
    const { requests, repeated } = crossGrid(
      { prompts: ['rain', 'drum', 'bell'], keys: ['Am', 'C', 'G', 'Em'], tempos: [90, 120], loops: [true] },
      base,
    );
    expect(requests).toHaveLength(24);
    expect(repeated).toBe(0);
    expect(new Set(requests.map((each) => JSON.stringify(each))).size).toBe(24);
    expect(requests[0]).toMatchObject({ prompt: 'rain', soundKey: 'Am', soundTempo: 90, soundLoop: true });
  });

  it('takes the form’s own where nothing is chosen', () => {
    const { requests } = crossGrid({ prompts: ['rain'], keys: [], tempos: [], loops: [] }, base);
    expect(requests).toEqual([{ ...base, prompt: 'rain' }]);
  });

  it('leaves out what is asked for twice, and empty lines', () => {
    const { requests, repeated } = crossGrid(
      { prompts: ['rain', ' rain ', '', 'drum'], keys: ['Am'], tempos: [null], loops: [false, true] },
      base,
    );
    expect(requests.map(({ prompt, soundLoop }) => [prompt, soundLoop])).toEqual([
      ['rain', false],
      ['rain', true],
      ['drum', false],
      ['drum', true],
    ]);
    expect(repeated).toBe(2);
  });
});

describe('tempos', () => {
  it.each([
    ['90, 120', [90, 120]],
    ['auto 90', [null, 90]],
    ['80-100 by 10', [80, 90, 100]],
    ['118–120', [118, 119, 120]],
    ['90 90, 90', [90]],
    ['', []],
  ])('are read from %j', (text, tempos) => {
    expect(new Set(readTempos(text).tempos)).toEqual(new Set(tempos));
    expect(readTempos(text).wrong).toEqual([]);
  });

  it.each(['0', '301', 'fast', '100-90', '1-300', '90.5'])('are not read from %j, which is named', (text) => {
    expect(readTempos(text).wrong.length).toBeGreaterThan(0);
  });
});
