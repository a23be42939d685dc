import { describe, expect, it } from 'vitest';

import { EDITS_MAX, editsSchema, isFull, type TakeEdit } from '#shared/take-edits.ts';

import { NO_FACTS, type FileFacts } from '../../../audio/files/file-facts.ts';
import type { Pcm } from '../../../audio/pcm.ts';
import type { Tempo } from './analysis/measure-tempo.ts';
import { moved } from './edit/edit-history.ts';
import type { InspectedSound } from './inspected-sound.ts';
import {
  inspectorReducer,
  currentSound,
  emptyInspector,
  hasEdits,
  isMeantAsLoop,
  shownVersion,
  snapToBars,
  versionOf,
  type InspectorAction,
} from './inspector-state.ts';
import { newSlicing } from './panels/slice-panel.tsx';
import { blindAmong } from './wave/wave-tools.tsx';

const RATE = 44_100;
const silence = (length: number): Pcm => ({ channels: [new Float32Array(length)], sampleRate: RATE });
const aSound = (id: string): InspectedSound => ({
  id,
  source: id,
  title: id,
  asked: { bpm: 120, key: 'Am', loop: true },
  from: null,
  keep: null,
  edits: [],
});
const bars = 2 * 2 * RATE;
const decoded = (id: string, length = bars): InspectorAction => ({
  type: 'decoded',
  id,
  decoded: {
    pcm: silence(length),
    gapless: { start: 0, end: length, by: 'none', cutS: 0 },
    facts: NO_FACTS,
    silenced: 0,
  },
});
const after = (...actions: InspectorAction[]) => actions.reduce(inspectorReducer, emptyInspector);
const open: InspectorAction = { type: 'open', sounds: [aSound('a'), aSound('b')], at: 'b' };
const fade = (id: string): TakeEdit => ({ id, on: true, kind: 'fade', at: 'start', seconds: 0.02 });
const edit = (...edits: TakeEdit[]): InspectorAction => ({ type: 'edits', id: 'b', edits });
/** `kept`: what a single step leaves of the original; all of it where it is left out. */
const rendered = (
  edits: TakeEdit[],
  length = 9,
  kept = { start: 0, end: bars },
  outcome = { note: null, problem: null },
): InspectorAction => ({
  type: 'rendered',
  id: 'b',
  edits,
  pcm: silence(length),
  steps: edits.map(({ id }) => ({ id, ...outcome, kept, length })),
});
const opened = (...actions: InspectorAction[]) => currentSound(after(open, decoded('b'), ...actions))!;
const shown = (...actions: InspectorAction[]) => shownVersion(opened(...actions));
const undo: InspectorAction = { type: 'undo', id: 'b' };
const stop: InspectorAction = { type: 'stop', id: 'b' };
const redo: InspectorAction = { type: 'redo', id: 'b' };

describe('a loop', () => {
  const file = { ...aSound('f'), asked: { bpm: null, key: null, loop: false } };
  const take = { ...file, from: { id: 'f', taskId: 't', take: 1, audioId: 'x', hasLyrics: false } };
  const bpm = 120;
  const tempo: Tempo = {
    kind: 'measured',
    bpm,
    confidence: 1,
    octaves: [bpm],
    isOctaveSure: true,
    pulses: [],
  };
  const report = (durationS: number, confidence = 1) => ({ tempo: { ...tempo, confidence }, durationS });
  const meant = (sound: InspectedSound, facts: Partial<FileFacts>, ...actions: InspectorAction[]) => {
    const said = decoded('f');
    if (said.type === 'decoded') said.decoded.facts = { ...NO_FACTS, ...facts };
    return isMeantAsLoop(currentSound(after({ type: 'open', sounds: [sound], at: 'f' }, said, ...actions))!);
  };
  const measured = (of: ReturnType<typeof report>): InspectorAction => ({
    type: 'measured',
    id: 'f',
    report: of,
  });
  const choose = (isLoop: boolean): InspectorAction => ({ type: 'loop', id: 'f', isLoop });

  it('is a file of whole bars of a sure tempo that says nothing of it', () => {
    expect(meant(file, {}, measured(report(8)))).toBe(true);
    expect(meant(file, {}, measured(report(8.3)))).toBe(false);
    expect(meant(file, {}, measured(report(8, 0.3)))).toBe(false);
    expect(meant(file, {}, measured(report(64)))).toBe(false);
  });

  it('is no file that says it is none, no take, and none of which it was chosen', () => {
    expect(meant(file, { isLoop: false }, measured(report(8)))).toBe(false);
    expect(meant(take, {}, measured(report(8)))).toBe(false);
    expect(meant(file, {}, choose(true), choose(false), measured(report(8)))).toBe(false);
  });

  it('within a sound is held while a key is: the sound is none', () => {
    expect(meant(file, { loop: { start: 0.5 * RATE, end: RATE } })).toBe(false);
  });

  it('may be made of a take, which keeps what was asked of it', () => {
    expect(meant(take, {}, choose(true))).toBe(true);
    const chosen = currentSound(after({ type: 'open', sounds: [take], at: 'f' }, choose(true)));
    expect(chosen?.sound.asked.loop).toBe(false);
  });

  it('is a step of a take: stored with it, undone, and gone when it is as it was asked for', () => {
    const chosen = (...actions: InspectorAction[]) =>
      currentSound(after({ type: 'open', sounds: [take], at: 'f' }, ...actions))!;
    const { history } = chosen(choose(true));
    expect(history.edits).toMatchObject([{ kind: 'meant', loop: true, on: true }]);
    expect(meant({ ...take, edits: history.edits }, {})).toBe(true);
    expect(hasEdits(chosen(choose(true)))).toBe(false);
    expect(chosen(choose(true), choose(true)).history.past).toHaveLength(1);
    expect(chosen(choose(true), choose(false)).history.edits).toEqual([]);
    expect(isMeantAsLoop(chosen(choose(true), { type: 'undo', id: 'f' }))).toBe(false);
  });
});

it('a blind comparison is of the sounds that are open', () => {
  const { openSounds } = after(open);
  expect(blindAmong(['b', 'a'], openSounds)).toEqual(['b', 'a']);
  expect(blindAmong(['b', 'gone'], openSounds)).toEqual(['b', 'a']);
  expect(blindAmong(['gone'], openSounds)).toBeNull();
});

it('what a sound is cut anew for is no change to undo', () => {
  const { history } = opened(edit(fade('1')), { type: 'recut', id: 'b', edits: [fade('2')] });
  expect(history).toEqual({ past: [[]], edits: [fade('2')], future: [] });
});

it('Stop takes the last change back; of edits of an earlier visit, the last step is off', () => {
  expect(opened(edit(fade('1')), edit(fade('1'), fade('2')), stop).history.edits).toEqual([fade('1')]);
  const slicing = newSlicing([], 8);
  const stored = { ...aSound('b'), edits: [fade('1'), fade('2'), slicing] };
  const reopened = after({ type: 'open', sounds: [stored], at: 'b' }, decoded('b'), stop);
  expect(currentSound(reopened)?.history.edits.map(({ on }) => on)).toEqual([true, false, true]);
});

it('Stop ends what is made, whatever was said of the sound since', () => {
  const meant: TakeEdit = { id: 'm', on: true, kind: 'meant', loop: true };
  const { history } = opened(edit(fade('1')), edit(fade('1'), meant), stop);
  expect(history.edits).toEqual([{ ...fade('1'), on: false }, meant]);
});

it('what another tab did is followed, and what was here can be had back', () => {
  const followed: InspectorAction = { type: 'followed', id: 'b', edits: [fade('2')] };
  expect(opened(edit(fade('1')), followed).history.edits).toEqual([fade('2')]);
  expect(opened(edit(fade('1')), followed, { type: 'undo', id: 'b' }).history.edits).toEqual([fade('1')]);
});

it('a slicing, and whether it is a loop, take no room of other steps', () => {
  const fades = Array.from({ length: EDITS_MAX }, (_, n) => fade(String(n)));
  const said: TakeEdit[] = [newSlicing([], 8), { id: 'm', on: true, kind: 'meant', loop: true }];
  expect(isFull([...fades.slice(1), ...said])).toBe(false);
  expect(isFull(fades)).toBe(true);
  expect(editsSchema.safeParse([...fades, ...said]).success).toBe(true);
});

describe('an edit', () => {
  it('is heard when it is made; until then, and beside it, the original is', () => {
    expect(shown(edit(fade('1')))?.isEdited).toBe(false);
    expect(shown(edit(fade('1')), rendered([fade('1')]))?.isEdited).toBe(true);
    expect(
      shown(edit(fade('1')), rendered([fade('1')]), { type: 'hear', id: 'b', hears: 'original' })?.isEdited,
    ).toBe(false);
  });

  it('switched off or removed leaves the original', () => {
    const off = { ...fade('1'), on: false };
    expect(shown(edit(fade('1')), rendered([fade('1')]), edit(off))?.isEdited).toBe(false);
    expect(shown(edit(fade('1')), rendered([fade('1')]), edit())?.isEdited).toBe(false);
  });

  it('can be undone and done again, until another is made', () => {
    const edits = (...actions: InspectorAction[]) => opened(...actions).history.edits.map(({ id }) => id);
    expect(edits(edit(fade('1')), edit(fade('1'), fade('2')), undo)).toEqual(['1']);
    expect(edits(edit(fade('1')), edit(fade('1'), fade('2')), undo, redo)).toEqual(['1', '2']);
    expect(edits(edit(fade('1')), undo, edit(fade('3')), redo)).toEqual(['3']);
    expect(edits(undo, redo)).toEqual([]);
  });

  it('takes the loop along that it keeps whole, else the loop is the whole', () => {
    const markers: InspectorAction = { type: 'markers', id: 'b', loop: { start: 100, end: 5000 } };
    expect(shown(markers, edit(fade('1')), rendered([fade('1')], bars))?.loop).toEqual({
      start: 100,
      end: 5000,
    });
    const cut: TakeEdit = { id: '1', on: true, kind: 'cut', start: 0, end: 900 };
    const first = { start: 0, end: 900 };
    expect(shown(markers, edit(cut), rendered([cut], 900, first))?.loop).toEqual(first);
    const trim: TakeEdit = { id: '1', on: true, kind: 'trim', to: 'silence' };
    const trimmed = rendered([trim], 6000, { start: 40, end: 6040 });
    expect(shown(markers, edit(trim), trimmed)?.loop).toEqual({ start: 60, end: 4960 });
    const step = { id: '1', on: true, kind: 'stretch', from: 120, to: 240, beats: null, loop: true } as const;
    expect(shown(markers, edit(step), rendered([step], bars / 2))?.loop).toEqual({ start: 50, end: 2500 });
    // As long as before, of a part of it: a seam was folded and stretched back.
    const whole = { start: 0, end: bars };
    const folded = rendered([fade('1')], bars, { start: 0, end: bars - 400 });
    expect(shown(edit(fade('1')), folded)?.loop).toEqual(whole);
    // Shut, it is written as it would be shown: bars of the tempo asked for are not looked for in one that was moved.
    const slower: TakeEdit = {
      id: '1',
      on: true,
      kind: 'stretch',
      from: 120,
      to: 119.5,
      beats: 8,
      loop: true,
    };
    const length = Math.round((bars * 120) / 119.5);
    const steps = [{ id: '1', note: null, problem: null, kept: whole, length }];
    const decodedB = { pcm: silence(bars), facts: NO_FACTS, silenced: 0 };
    const gapless = { ...whole, by: 'none', cutS: 0 } as const;
    const version = versionOf(
      { ...aSound('b'), edits: [slower] },
      { ...decodedB, gapless },
      { pcm: silence(length), steps },
    );
    expect(version).toMatchObject({ isEdited: true, loop: { start: 0, end: length } });
    const nearly: InspectorAction = { type: 'markers', id: 'b', loop: { start: 0, end: bars - 99 } };
    expect(shown(nearly, edit(step), rendered([step], bars / 2))?.loop).toEqual({ start: 0, end: bars / 2 });
  });

  it('moves one place at a time, and not past the ends', () => {
    const all = [fade('1'), fade('2'), fade('3')];
    expect(moved(all, 2, 0).map(({ id }) => id)).toEqual(['3', '1', '2']);
    expect(moved(all, 0, -1)).toBe(all);
    expect(moved(all, 2, 3)).toBe(all);
  });
});

it('a take opens with the edits it has', () => {
  const sound = { ...aSound('b'), edits: [fade('1')] };
  const state = after({ type: 'open', sounds: [sound], at: 'b' });
  expect(currentSound(state)?.history.edits).toEqual([fade('1')]);
});

it('closed, it holds no audio; opened again, all that was done is there', () => {
  const closed = after(open, decoded('b'), edit(fade('1')), rendered([fade('1')]), { type: 'release' });
  expect(currentSound(closed)).toMatchObject({ original: null, rendered: null });
  const again = currentSound(inspectorReducer(closed, open));
  expect(again?.history).toMatchObject({ edits: [fade('1')], past: [[]] });
});

it('the last sound removed leaves an empty inspector', () => {
  const emptied = after(open, { type: 'clear', id: 'b' }, { type: 'clear', id: 'a' });
  expect(emptied).toEqual(emptyInspector);
});

describe('loop markers', () => {
  it('go to whole bars when the length is nearly that', () => {
    expect(snapToBars({ start: 0, end: bars + 900 }, silence(bars + 900), { bpm: 120 })).toEqual({
      start: 0,
      end: bars,
    });
  });

  it('stay where the length is nothing like whole bars, or no BPM was asked', () => {
    const loop = { start: 0, end: bars + 20_000 };
    expect(snapToBars(loop, silence(loop.end), { bpm: 120 })).toBe(loop);
    expect(snapToBars(loop, silence(loop.end), { bpm: null })).toBe(loop);
  });
});

describe('what a dropped file says of itself', () => {
  const facts = { ...NO_FACTS, loop: { start: 100, end: 5000 }, bpm: 90.0001, key: 'Am', isLoop: true };
  const dropped = (asked: InspectedSound['asked'], said: FileFacts = facts) => {
    const sound = { ...aSound('a'), asked };
    const state = after(
      { type: 'open', sounds: [sound], at: 'a' },
      {
        type: 'decoded',
        id: 'a',
        decoded: {
          pcm: silence(bars),
          gapless: { start: 0, end: bars, by: 'none', cutS: 0 },
          facts: said,
          silenced: 0,
        },
      },
    );
    return currentSound(state);
  };
  const nothing = { bpm: null, key: 'Any', loop: false } as const;

  it('is what it is meant to be, and where its loop stands', () => {
    const opened = dropped(nothing);
    expect(opened?.sound.asked).toEqual({ bpm: 90, key: 'Am', loop: true });
    expect(opened?.originalLoop).toEqual({ start: 100, end: 5000 });
  });

  it('stands back behind its name', () => {
    expect(dropped({ bpm: 128, key: 'Dm', loop: false })?.sound.asked).toMatchObject({ bpm: 128, key: 'Dm' });
  });

  it('counts its bars by its metre', () => {
    const waltz: FileFacts = { ...facts, loop: null, bpm: 120, metre: [3, 4] };
    expect(dropped(nothing, waltz)?.sound.asked.perBar).toBe(3);
    const three = Math.round((3 * 60 * RATE) / 120);
    expect(
      snapToBars({ start: 0, end: three + 900 }, silence(three + 900), { bpm: 120, perBar: 3 }).end,
    ).toBe(three);
  });

  it('makes no loop of an instrument with a sustained part', () => {
    expect(dropped(nothing, { ...facts, isLoop: null })?.sound.asked.loop).toBe(false);
  });

  it('is not believed where its loop lies outside the sound', () => {
    expect(dropped(nothing, { ...facts, loop: { start: 0, end: bars + 1 } })?.originalLoop.start).toBe(0);
  });
});
