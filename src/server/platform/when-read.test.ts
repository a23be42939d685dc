import { expect, test, vi } from 'vitest';

import { whenRead } from './when-read.ts';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** An answer in two parts, and whether its source has been given up. */
function inTwoParts(init?: ResponseInit) {
  const parts = ['one ', 'two'].map((part) => new TextEncoder().encode(part));
  const cancel = vi.fn<(reason: unknown) => void>();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts.shift();
      if (part) controller.enqueue(part);
      else controller.close();
    },
    cancel,
  });
  return { response: new Response(body, init), cancel };
}

test('an answer is the same answer, and is over once its body has been read to the end', async () => {
  const done = vi.fn<() => void>();
  const { response } = inTwoParts({ status: 206, headers: { 'content-range': 'bytes 0-6/9' } });
  const answer = whenRead(response, done);
  expect([answer.status, answer.headers.get('content-range')]).toEqual([206, 'bytes 0-6/9']);
  const reader = answer.body!.getReader();
  await reader.read();
  await reader.read();
  expect(done).not.toHaveBeenCalled();
  expect((await reader.read()).done).toBe(true);
  expect(done).toHaveBeenCalledOnce();
});

test('one that nobody reads is not over, and nothing of it is asked for', async () => {
  const done = vi.fn<() => void>();
  const pull = vi.fn<() => void>();
  whenRead(new Response(new ReadableStream({ pull }, { highWaterMark: 0 })), done);
  await Promise.resolve();
  expect(done).not.toHaveBeenCalled();
  expect(pull).not.toHaveBeenCalled();
});

test('one that is given up is over, and its source is told why', async () => {
  const done = vi.fn<() => void>();
  const { response, cancel } = inTwoParts();
  await whenRead(response, done).body!.cancel('left');
  expect(done).toHaveBeenCalledOnce();
  expect(cancel).toHaveBeenCalledWith('left');
});

test('one that breaks off is over, and its reader hears of it', async () => {
  const done = vi.fn<() => void>();
  const broken = new ReadableStream({ pull: () => Promise.reject(new Error('cut')) });
  await expect(whenRead(new Response(broken), done).text()).rejects.toThrow('cut');
  expect(done).toHaveBeenCalledOnce();
});

test('one without a body is over at once', () => {
  const done = vi.fn<() => void>();
  const empty = new Response(null, { status: 204 });
  expect(whenRead(empty, done)).toBe(empty);
  expect(done).toHaveBeenCalledOnce();
});

test('JSON is waited for like any other body, or handed on at once where that is asked', () => {
  const waits = vi.fn<() => void>();
  whenRead(inTwoParts({ headers: JSON_TYPE }).response, waits);
  expect(waits).not.toHaveBeenCalled();
  const goesOn = vi.fn<() => void>();
  const { response } = inTwoParts({ headers: JSON_TYPE });
  expect(whenRead(response, goesOn, { skipJson: true })).toBe(response);
  expect(goesOn).toHaveBeenCalledOnce();
  const sound = vi.fn<() => void>();
  whenRead(inTwoParts({ headers: { 'content-type': 'audio/flac' } }).response, sound, { skipJson: true });
  expect(sound).not.toHaveBeenCalled();
});
