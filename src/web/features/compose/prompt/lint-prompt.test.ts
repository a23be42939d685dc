import { describe, expect, it } from 'vitest';

import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { lintPrompt } from './lint-prompt.ts';

const notesOn = (prompt: string, set: Partial<SoundRequest> = {}) =>
  lintPrompt({ ...emptySound, prompt, ...set });

describe('a prompt that agrees with the form', () => {
  it.each<[string, Partial<SoundRequest>]>([
    ['Soft rain with distant thunder', {}],
    ['techno at 120 BPM in C minor', { soundTempo: 120, soundKey: 'Cm' }],
    ['bass riff in the key of D', { soundKey: 'Dm' }],
    ['a seamless loop of rain', { soundLoop: true }],
    ['rain, not a loop', {}],
    ['one-shot door slam', {}],
    ['a drake calls on the lake, footsteps by The River', {}],
    ['recorded by a river', {}],
    ['44.100 bpm', {}],
  ])('"%s" gets no note', (prompt, set) => {
    expect(notesOn(prompt, set)).toEqual([]);
  });
});

describe('a prompt that disagrees', () => {
  it.each<[string, Partial<SoundRequest>, string, Partial<SoundRequest>]>([
    ['techno at 120 bpm', { soundTempo: 90 }, 'Text: 120, BPM: 90.', { soundTempo: 120 }],
    ['techno, 128BPM', {}, 'Text: 128, BPM: Auto.', { soundTempo: 128 }],
    ['pad in C minor', { soundKey: 'G' }, 'Text: C minor, key: G.', { soundKey: 'Cm' }],
    ['Ebm bells', {}, 'Text: Ebm, key: Any.', { soundKey: 'D#m' }],
    ['rain, seamless loop', {}, 'Loop asked for, but off.', { soundLoop: true }],
    ['one-shot laser', { soundTempo: 90 }, 'A one-shot needs no tempo.', { soundTempo: null }],
  ])('"%s" with %o is told so, with what would mend it', (prompt, set, text, change) => {
    expect(notesOn(prompt, set)).toMatchObject([{ text, fix: { change } }]);
  });

  it.each([
    ['Drums like Daft Punk', 'Daft Punk'],
    ['taylor swift chorus', 'taylor swift'],
    ['a choir by Sigur Rós', 'Sigur Ros'],
    ['strings in the style of Max Richter, slow', 'Max Richter'],
  ])('"%s" names an artist', (prompt, name) => {
    expect(notesOn(prompt)).toMatchObject([{ text: `Artists get refused: ${name}` }]);
  });

  it('is heard on all counts at once, what would be refused first', () => {
    const notes = notesOn('Daft Punk loop, 120 bpm in Am');
    expect(notes.map(({ id }) => id.split(' ')[0])).toEqual(['artist', 'tempo', 'key', 'loop']);
  });
});

it('a pasted request is offered to the form, and nothing else is said of it', () => {
  expect(notesOn(`curl https://host/x --json '{"prompt":"loop at 90 bpm"}'`)).toMatchObject([
    { id: 'pasted', fix: { change: 'paste' } },
  ]);
});
