import { describe, expect, it } from 'vitest';

import { distinctNames, type NamedTake, takeFileName } from '#shared/take-file-name.ts';

import type { AlignedWord } from '../../../api/lyrics-query.ts';
import { sliceStem } from './export-files.ts';
import { toCsv, toJson, type ManifestRow } from './manifest.ts';
import { toLines, toLrc, toSrt, toVtt } from './subtitles.ts';
import { zipTakes } from './zip-takes.ts';

const take: NamedTake = {
  title: 'Soft rain',
  bpm: 128,
  key: 'D#m',
  loop: true,
  take: 1,
  taskId: 'a1b2c3d4e5',
};

describe('a file name', () => {
  it.each<[Partial<NamedTake>, string]>([
    [{}, 'soft-rain_128bpm_D#m_loop_A_a1b2c3.wav'],
    [{ loop: false, key: 'Any', bpm: null }, 'soft-rain_A_a1b2c3.wav'],
    [{ key: 'F#', take: 2 }, 'soft-rain_128bpm_F#_loop_B_a1b2c3.wav'],
    [{ title: 'Café / "déjà" <vu>: *?|\\ #1' }, 'cafe-deja-vu-1_128bpm_D#m_loop_A_a1b2c3.wav'],
    [{ title: '雨の音' }, '雨の音_128bpm_D#m_loop_A_a1b2c3.wav'],
    [{ title: '../../etc/passwd\u0000' }, 'etc-passwd_128bpm_D#m_loop_A_a1b2c3.wav'],
    [{ title: '☔☔' }, 'sound_128bpm_D#m_loop_A_a1b2c3.wav'],
    [{ title: 'CON', bpm: null, key: null, loop: false, take: null, taskId: null }, 'con-sound.wav'],
    [{ bpm: 92.5 }, 'soft-rain_92-5bpm_D#m_loop_A_a1b2c3.wav'],
  ])('of %o is safe everywhere', (change, name) => {
    expect(takeFileName({ ...take, ...change }, 'wav')).toBe(name);
  });

  it.each(['long words '.repeat(60), 'ö'.repeat(500), '雨'.repeat(500)])('stays short', (title) => {
    expect(new TextEncoder().encode(takeFileName({ ...take, title }, 'wav')).length).toBeLessThan(110);
  });

  it.each([
    ['{title}_{nn}', 'soft-rain_05'],
    ['{nn}_{title} {bpm}', '05_soft-rain 128'],
    ['{title}_{key}', 'soft-rain_D#m_05'],
  ])('of a slice by %s ends or begins with its number', (template, name) => {
    expect(sliceStem(template, { ...take, isEdited: true }, 4)).toBe(name);
  });

  it('comes twice with a number', () => {
    const distinct = distinctNames();
    expect(['a.wav', 'A.wav', 'a.wav', 'b'].map(distinct)).toEqual(['a.wav', 'A-2.wav', 'a-3.wav', 'b']);
  });
});

const words: AlignedWord[] = [
  { word: '[Verse]\nRain ', startS: 1, endS: 1.4 },
  { word: 'falls\n', startS: 1.5, endS: 2 },
  { word: 'on <tin> ', startS: 2.1, endS: 2.4 },
  { word: '& stone', startS: 59.9996, endS: 61 },
];

describe('lyrics', () => {
  it('break where they were written so, and at a pause', () => {
    expect(toLines(words)).toEqual([
      { text: 'Rain falls', startS: 1, endS: 2 },
      { text: 'on <tin>', startS: 2.1, endS: 2.4 },
      { text: '& stone', startS: 59.9996, endS: 61 },
    ]);
  });

  it('as LRC', () => {
    expect(toLrc(toLines(words), 'Rain')).toBe(
      '[ti:Rain]\n[00:01.00]Rain falls\n[00:02.10]on <tin>\n[01:00.00]& stone\n',
    );
  });

  it('as SRT', () => {
    expect(toSrt(toLines(words).slice(0, 2))).toBe(
      '1\n00:00:01,000 --> 00:00:02,000\nRain falls\n\n2\n00:00:02,100 --> 00:00:02,400\non <tin>\n',
    );
  });

  it('as VTT, with its own signs escaped', () => {
    expect(toVtt(toLines(words).slice(1))).toBe(
      'WEBVTT\n\n00:00:02.100 --> 00:00:02.400\non &lt;tin&gt;\n\n00:01:00.000 --> 00:01:01.000\n&amp; stone\n',
    );
  });

  it('of nothing are nothing', () => {
    expect([toLines([]), toLrc([]), toSrt([])]).toEqual([[], '', '']);
  });
});

const row: ManifestRow = {
  file: 'a.wav',
  title: 'Soft rain',
  prompt: 'soft "rain", slow',
  taskId: 'a1b2',
  take: 1,
  bpm: 128,
  key: 'D#m',
  loop: true,
  durationS: 7.5,
  heardBpm: 128,
  heardKey: null,
  lufs: -16,
  truePeakDb: -1,
  verdict: null,
};

describe('the manifest', () => {
  it('quotes what would break a table', () => {
    expect(toCsv([row]).split('\r\n')[1]).toBe(
      'a.wav,Soft rain,"soft ""rain"", slow",a1b2,1,128,D#m,true,7.5,128,,-16,-1,',
    );
  });

  it('never hands a spreadsheet a formula', () => {
    expect(toCsv([{ ...row, prompt: '=HYPERLINK("x")' }])).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('is JSON as well', () => {
    expect(JSON.parse(toJson([row]))).toEqual({ takes: [row] });
  });
});

describe('the zip', () => {
  it('holds every take once, then the manifest', async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const zip = zipTakes([
      { row, content: bytes('first') },
      { row, content: new Blob(['second']).stream() },
    ]);
    const all = new Uint8Array(await new Response(zip).arrayBuffer());
    const { names, entries } = readZip(all);
    expect(names).toEqual(['a.wav', 'a-2.wav', 'manifest.csv', 'manifest.json']);
    expect([entries.get('a.wav'), entries.get('a-2.wav')]).toEqual(['first', 'second']);
    expect(JSON.parse(entries.get('manifest.json') ?? '')).toMatchObject({
      takes: [{ file: 'a.wav' }, { file: 'a-2.wav' }],
    });
  });

  it('asks for a take only when the one before it is through', async () => {
    const asked: number[] = [];
    function* entries() {
      for (let n = 0; n < 50; n++) {
        asked.push(n);
        yield { row, content: new Uint8Array(200_000) };
      }
    }
    const reader = zipTakes(entries()).getReader();
    await reader.read();
    await reader.read();
    expect(asked.length).toBeLessThan(5);
  });
});

/** Names and stored bytes by the central directory. */
function readZip(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end--;
  let at = view.getUint32(end + 16, true);
  const names: string[] = [];
  const entries = new Map<string, string>();
  const text = (from: number, length: number) =>
    new TextDecoder().decode(bytes.subarray(from, from + length));
  for (let n = 0; n < view.getUint16(end + 10, true); n++) {
    const [size, nameLength] = [view.getUint32(at + 20, true), view.getUint16(at + 28, true)];
    const local = view.getUint32(at + 42, true);
    const name = text(at + 46, nameLength);
    const body = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    names.push(name);
    entries.set(name, text(body, size));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { names, entries };
}
