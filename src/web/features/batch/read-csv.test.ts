import { describe, expect, it } from 'vitest';

import { aRequest } from '../../../testing/task-builders.ts';
import { readCsv } from './read-csv.ts';

const base = aRequest({ soundKey: 'Am', soundTempo: 90 });
const read = (text: string) => readCsv(text, base, ['V5', 'V4_5']);

describe('pasted rows', () => {
  it('are read by their header, in any order, and say which columns mean nothing', () => {
    const { requests, hasHeader, ignored, errors } = read('Tempo,Notes,Prompt,Key\n120,x,rain,e flat minor');
    expect(hasHeader).toBe(true);
    expect(ignored).toEqual(['Notes']);
    expect(errors).toEqual([]);
    expect(requests).toMatchObject([{ prompt: 'rain', soundKey: 'D#m', soundTempo: 120, model: 'V5' }]);
  });

  it('without a header are prompt, key, bpm, loop, lyrics', () => {
    const { requests, hasHeader } = read('rain,C,auto,yes,no\ndrum');
    expect(hasHeader).toBe(false);
    expect(requests).toMatchObject([
      { prompt: 'rain', soundKey: 'C', soundTempo: null, soundLoop: true, grabLyrics: false },
      { prompt: 'drum', soundKey: 'Am', soundTempo: 90 },
    ]);
  });

  it.each(['prompt;bpm\nrain, soft;100', 'prompt\tbpm\nrain, soft\t100', 'prompt,bpm\n"rain, soft",100'])(
    'are told apart by whatever stands between: %j',
    (text) => {
      expect(read(text).requests).toMatchObject([{ prompt: 'rain, soft', soundTempo: 100 }]);
    },
  );

  it('keep a quote and a line break within a cell', () => {
    expect(read('prompt,key\n"choir ""oh""\nslow",C').requests).toMatchObject([
      { prompt: 'choir "oh"\nslow', soundKey: 'C' },
    ]);
  });

  it('that are wrong are named by line and column, and the others stay', () => {
    const { requests, errors } = read(
      'prompt,key,bpm,loop,model\nrain,H,0,maybe,V9\n,C,90,yes,V5\ndrum,C,90,yes,V4_5',
    );
    expect(requests).toMatchObject([{ prompt: 'drum', model: 'V4_5' }]);
    expect(errors.map(({ line }) => line)).toEqual([2, 3]);
    expect(errors[0]?.text).toContain('“H” is none of the 25 keys.');
    expect(errors[0]?.text).toContain('“0” is no BPM');
    expect(errors[0]?.text).toContain('Loop is yes or no, not “maybe”.');
    expect(errors[0]?.text).toContain('The model “V9” is not offered here.');
    expect(errors[1]?.text).toBe('There is no prompt.');
  });

  it('that say the same twice are one task', () => {
    const { requests, repeated } = read('rain,C,90\nrain,C,90\n\nrain,C,91');
    expect(requests).toHaveLength(2);
    expect(repeated).toBe(1);
  });

  it('refuse a prompt that is too long and an address that is none', () => {
    const { errors } = read(`prompt,callBackUrl\n${'x'.repeat(501)},ftp://here`);
    expect(errors[0]?.text).toMatch(/501 characters.*“ftp:\/\/here” is no http/);
  });
});
