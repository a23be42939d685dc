import { expect, it } from 'vitest';

import type { TakeEdit } from '#shared/take-edits.ts';

import { createEditSaver } from './edit-saver.ts';
import type { InspectedSound } from './inspected-sound.ts';

const sound: InspectedSound = {
  id: 'a',
  source: 'a',
  title: 'a',
  asked: { bpm: null, key: null, loop: false },
  from: { id: 't', taskId: 't', take: 1, audioId: 'x', hasLyrics: false },
  keep: null,
  edits: [],
};
const edits = (...ids: string[]): TakeEdit[] => ids.map((id) => ({ id, on: true, kind: 'smooth' }));

/** A server that answers when it is told to. */
function slowServer() {
  const sent: string[][] = [];
  const answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const saver = createEditSaver((_, list) => {
    sent.push(list.map(({ id }) => id));
    return new Promise((resolve, reject) => answers.push({ resolve, reject }));
  });
  const settle = async (how: 'resolve' | 'reject') => {
    answers.shift()?.[how](new Error('away'));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { saver, sent, settle };
}

it('what changes while one list is on its way is sent behind it, the last only', async () => {
  const { saver, sent, settle } = slowServer();
  saver.keep(sound, edits('1'));
  saver.keep(sound, edits('1', '2'));
  saver.keep(sound, edits('1', '2', '3'));
  expect(sent).toEqual([['1']]);
  await settle('resolve');
  expect(sent).toEqual([['1'], ['1', '2', '3']]);
  await settle('resolve');
  expect([sent.length, saver.isUnsaved.get()]).toEqual([2, false]);
});

it('what could not be kept is said, and kept when it is tried again', async () => {
  const { saver, sent, settle } = slowServer();
  const list = edits('1');
  saver.keep(sound, list);
  await settle('reject');
  expect(saver.isUnsaved.get()).toBe(true);
  saver.retry();
  await settle('resolve');
  expect([sent, saver.isUnsaved.get()]).toEqual([[['1'], ['1']], false]);
});

it('what another tab made of it is news once, and not while a change of ours is on its way', async () => {
  const { saver, sent, settle } = slowServer();
  expect(saver.isNews(sound, [])).toBe(false);
  const theirs = edits('theirs');
  expect(saver.isNews(sound, theirs)).toBe(true);
  expect(saver.isNews(sound, edits('theirs'))).toBe(false);
  saver.keep(sound, theirs);
  expect(sent).toEqual([]);
  saver.keep(sound, edits('theirs', 'ours'));
  expect(saver.isNews(sound, edits('others'))).toBe(false);
  await settle('resolve');
  expect(saver.isNews(sound, edits('others'))).toBe(true);
});

it('what is kept already, and what is no take, is not sent', () => {
  const { saver, sent } = slowServer();
  saver.keep(sound, sound.edits);
  saver.keep({ ...sound, from: null }, edits('1'));
  expect(sent).toEqual([]);
});
