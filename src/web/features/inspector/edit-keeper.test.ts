import { expect, it } from 'vitest';

import type { TakeEdit } from '#shared/take-edits.ts';

import { createEditKeeper } from './edit-keeper.ts';
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
  const keeper = createEditKeeper((_, list) => {
    sent.push(list.map(({ id }) => id));
    return new Promise((resolve, reject) => answers.push({ resolve, reject }));
  });
  const settle = async (how: 'resolve' | 'reject') => {
    answers.shift()?.[how](new Error('away'));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { keeper, sent, settle };
}

it('what changes while one list is on its way is sent behind it, the last only', async () => {
  const { keeper, sent, settle } = slowServer();
  keeper.keep(sound, edits('1'));
  keeper.keep(sound, edits('1', '2'));
  keeper.keep(sound, edits('1', '2', '3'));
  expect(sent).toEqual([['1']]);
  await settle('resolve');
  expect(sent).toEqual([['1'], ['1', '2', '3']]);
  await settle('resolve');
  expect([sent.length, keeper.isUnkept.get()]).toEqual([2, false]);
});

it('what could not be kept is said, and kept when it is tried again', async () => {
  const { keeper, sent, settle } = slowServer();
  const list = edits('1');
  keeper.keep(sound, list);
  await settle('reject');
  expect(keeper.isUnkept.get()).toBe(true);
  keeper.retry();
  await settle('resolve');
  expect([sent, keeper.isUnkept.get()]).toEqual([[['1'], ['1']], false]);
});

it('what is kept already, and what is no take, is not sent', () => {
  const { keeper, sent } = slowServer();
  keeper.keep(sound, sound.edits);
  keeper.keep({ ...sound, from: null }, edits('1'));
  expect(sent).toEqual([]);
});
