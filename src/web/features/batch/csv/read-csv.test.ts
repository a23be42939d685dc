import { describe, expect, it } from 'vitest';

import { aRequest } from '../../../../testing/task-builders.ts';
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

  it('with quotes that do not pair are named, and nothing is made of them (T1)', () => {
    const { requests, errors } = read(
      'prompt,key,bpm\n"Boom" and a tail,Am,90\nkick,C,120\n"whoosh,D,100\nsnare,E,130\n',
    );
    expect(requests).toMatchObject([{ prompt: 'kick', soundKey: 'C', soundTempo: 120 }]);
    expect(errors.map(({ line, text }) => [line, text.slice(0, 20)])).toEqual([
      [2, 'The quotes do not pa'],
      [4, 'A quote is opened he'],
    ]);
  });

  it('are counted by the line they begin on, cells of several lines included', () => {
    const { errors } = read('prompt,bpm\r\n"rain\r\nslow",90\r\nwind,fast\r\n');
    expect(errors.map(({ line }) => line)).toEqual([4]);
  });

  it('keep a quote that stands within a cell', () => {
    expect(read('prompt,key\n12" kick "hard",C').requests).toMatchObject([{ prompt: '12" kick "hard"' }]);
  });

  it('after Excel’s own line for the separator are read with it (T3)', () => {
    const { requests, hasHeader, errors } = read(
      'sep=;\r\nprompt;key;bpm\r\nsoft rain;Am;90\r\nkick;H;120\r\n',
    );
    expect(hasHeader).toBe(true);
    expect(requests).toMatchObject([{ prompt: 'soft rain', soundTempo: 90 }]);
    expect(errors.map(({ line }) => line)).toEqual([4]);
  });

  it('whose prompts have more commas than there are columns are divided by the header’s sign (T3)', () => {
    const { requests, errors } = read(
      'prompt;bpm\r\nsoft rain, distant thunder, wet leaves, dusk;90\r\nkick, dry, punchy, short;120\r\n',
    );
    expect(errors).toEqual([]);
    expect(requests).toMatchObject([
      { prompt: 'soft rain, distant thunder, wet leaves, dusk', soundTempo: 90 },
      { prompt: 'kick, dry, punchy, short', soundTempo: 120 },
    ]);
  });

  it.each([
    ['WAHR', true],
    ['nein', false],
    ['Oui', true],
    ['FALSO', false],
    ['Sí', true],
    ['да', true],
    ['いいえ', false],
    ['HAYIR', false],
    ['✓', true],
  ])('say in their own language whether to loop: %s (T3)', (cell, loop) => {
    expect(read(`prompt;loop\nrain;${cell}`).requests).toMatchObject([{ soundLoop: loop }]);
  });

  it('may have a tempo with a decimal comma, which must be whole all the same (T3)', () => {
    const { requests, errors } = read('prompt;bpm\nrain;90,0\nwind;90,5\ndrum;１２０');
    expect(requests.map(({ soundTempo }) => soundTempo)).toEqual([90, 120]);
    expect(errors.map(({ line }) => line)).toEqual([3]);
  });

  it('never send what could not be decoded, or what shows nothing (T2, T7)', () => {
    const { requests, errors } = read('prompt\nG\uFFFDn\uFFFDrique\n\u200B\u2060\u3164\u2800\nrain');
    expect(requests.map(({ prompt }) => prompt)).toEqual(['rain']);
    expect(errors.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('have one apostrophe taken off that kept a spreadsheet from running the cell (T4)', () => {
    const { requests } = read("prompt\n'-12 dB whoosh\n''=x\n'tis rain");
    expect(requests.map(({ prompt }) => prompt)).toEqual(['-12 dB whoosh', "'=x", "'tis rain"]);
  });

  it.each([
    ['A-minor', 'Am'],
    ['E-flat minor', 'D#m'],
    ['F#-', 'F#m'],
    ['B♭', 'A#'],
    ['8A', 'Am'],
  ])('take every spelling of a key that the form takes: %s (T6)', (cell, soundKey) => {
    expect(read(`prompt,key\nrain,${cell}`).requests).toMatchObject([{ soundKey }]);
  });
});
