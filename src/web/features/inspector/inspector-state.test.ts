import { describe, expect, it } from 'vitest';

import { NO_FACTS, type FileFacts } from '../../../audio/files/file-facts.ts';
import type { Pcm } from '../../../audio/pcm.ts';
import type { InspectedSound } from './inspected-sound.ts';
import {
  inspectorReducer,
  currentSound,
  emptyInspector,
  shownVersion,
  snapToBars,
  type InspectorAction,
} from './inspector-state.ts';

const RATE = 44_100;
const silence = (length: number): Pcm => ({ channels: [new Float32Array(length)], sampleRate: RATE });
const aSound = (id: string): InspectedSound => ({
  id,
  source: id,
  title: id,
  asked: { bpm: 120, key: 'Am', loop: true },
  from: null,
  keep: null,
});
const bars = 2 * 2 * RATE;
const decoded = (id: string, length = bars): InspectorAction => ({
  type: 'decoded',
  id,
  decoded: { pcm: silence(length), gapless: { start: 0, end: length, by: 'none', cutS: 0 }, facts: NO_FACTS },
});
const after = (...actions: InspectorAction[]) => actions.reduce(inspectorReducer, emptyInspector);
const open: InspectorAction = { type: 'open', sounds: [aSound('a'), aSound('b')], at: 'b' };
const fix = (name: string): InspectorAction => ({
  type: 'fixed',
  id: 'b',
  name,
  note: null,
  pcm: silence(9),
});
const stripOf = (...actions: InspectorAction[]) => currentSound(after(open, decoded('b'), ...actions));
const shown = (...actions: InspectorAction[]) => {
  const openSound = stripOf(...actions);
  return openSound && shownVersion(openSound)?.name;
};

describe('a fix', () => {
  it('is a new version that is shown; the original stays', () => {
    expect(stripOf(fix('Fade in'))?.versions.map(({ name }) => name)).toEqual(['Original', 'Fade in']);
    expect(shown(fix('Fade in'))).toBe('Fade in');
  });

  it('is what A/B goes back to', () => {
    expect(stripOf(fix('one'), fix('two'), { type: 'show', id: 'b', key: 0 })?.lastFix).toBe(2);
  });

  it('can be thrown away, the original cannot', () => {
    const thrown: InspectorAction = { type: 'discard', id: 'b', key: 1 };
    expect(shown(fix('one'), thrown)).toBe('Original');
    expect(stripOf(fix('one'), thrown)?.lastFix).toBeNull();
    expect(shown({ type: 'discard', id: 'b', key: 0 })).toBe('Original');
  });
});

it('opening the inspector again keeps what was worked on', () => {
  expect(currentSound(after(open, decoded('b'), fix('one'), open))?.versions).toHaveLength(2);
});

it('the last sound removed leaves an empty inspector', () => {
  const emptied = after(open, { type: 'clear', id: 'b' }, { type: 'clear', id: 'a' });
  expect(emptied).toEqual(emptyInspector);
});

describe('loop markers', () => {
  it('go to whole bars when the length is nearly that', () => {
    expect(snapToBars({ start: 0, end: bars + 900 }, silence(bars + 900), 120)).toEqual({
      start: 0,
      end: bars,
    });
  });

  it('stay where the length is nothing like whole bars, or no BPM was asked', () => {
    const loop = { start: 0, end: bars + 20_000 };
    expect(snapToBars(loop, silence(loop.end), 120)).toBe(loop);
    expect(snapToBars(loop, silence(loop.end), null)).toBe(loop);
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
        decoded: { pcm: silence(bars), gapless: { start: 0, end: bars, by: 'none', cutS: 0 }, facts: said },
      },
    );
    return currentSound(state);
  };
  const nothing = { bpm: null, key: 'Any', loop: false } as const;

  it('is what it is meant to be, and where its loop stands', () => {
    const opened = dropped(nothing);
    expect(opened?.sound.asked).toEqual({ bpm: 90, key: 'Am', loop: true });
    expect(opened?.versions[0]?.loop).toEqual({ start: 100, end: 5000 });
  });

  it('stands back behind its name', () => {
    expect(dropped({ bpm: 128, key: 'Dm', loop: false })?.sound.asked).toMatchObject({ bpm: 128, key: 'Dm' });
  });

  it('makes no loop of an instrument with a sustained part', () => {
    expect(dropped(nothing, { ...facts, isLoop: null })?.sound.asked.loop).toBe(false);
  });

  it('is not believed where its loop lies outside the sound', () => {
    expect(dropped(nothing, { ...facts, loop: { start: 0, end: bars + 1 } })?.versions[0]?.loop.start).toBe(
      0,
    );
  });
});
