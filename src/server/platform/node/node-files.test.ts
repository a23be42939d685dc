import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { describe, expect, test } from 'vitest';

import { temporaryFolder } from '../../../testing/sandbox-fixtures.ts';
import { FileTooLarge } from '../files.ts';
import { openFiles } from './node-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const readText = async (stream: ReadableStream<Uint8Array> | null) =>
  stream && (await buffer(stream as Parameters<typeof buffer>[0])).toString();

function streamOf(...parts: string[]) {
  const state = { cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(bytes(part));
    },
    cancel() {
      state.cancelled = true;
    },
  });
  return { stream, state };
}

describe('files on a folder', () => {
  test('keep what is written, bytes or stream, and replace it whole', async () => {
    const files = openFiles(join(temporaryFolder(), 'new', 'folder'));
    expect(await files.write('audio/a.mp3', bytes('one'))).toBe(3);
    expect(await files.write('audio/a.mp3', streamOf('hello ', 'world').stream)).toBe(11);
    expect(await files.size('audio/a.mp3')).toBe(11);
    expect(await readText(await files.read('audio/a.mp3'))).toBe('hello world');
    expect(await readText(await files.read('audio/a.mp3', { start: 4, end: 6 }))).toBe('o w');
    await files.remove('audio/a.mp3');
    await files.remove('audio/a.mp3');
    expect([await files.size('audio/a.mp3'), await files.read('audio/a.mp3')]).toEqual([null, null]);
  });

  test('never show a file that is too large, and stop reading it', async () => {
    const folder = temporaryFolder();
    const files = openFiles(folder);
    const { stream, state } = streamOf('12345', '67890', 'more', 'and more');
    await expect(files.write('a.bin', stream, { maxBytes: 8 })).rejects.toBeInstanceOf(FileTooLarge);
    expect([readdirSync(folder), state.cancelled]).toEqual([[], true]);
    expect(await files.write('a.bin', bytes('12345678'), { maxBytes: 8 })).toBe(8);
  });

  test('never show a file whose source broke off, and keep the one before', async () => {
    const folder = temporaryFolder();
    const files = openFiles(folder);
    await files.write('a.bin', bytes('whole'));
    let pulled = 0;
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) =>
        pulled++ === 0 ? controller.enqueue(bytes('half')) : controller.error(new Error('cut')),
    });
    await expect(files.write('a.bin', broken)).rejects.toThrow('cut');
    expect([readdirSync(folder), await readText(await files.read('a.bin'))]).toEqual([['a.bin'], 'whole']);
  });

  test.each(['../a', 'a/../../b', '/etc/passwd', 'a//b', '', '.', '.hidden', 'a\\..\\b', 'a\0b', 'x.part'])(
    'refuse the name %j',
    async (name) => {
      const files = openFiles(temporaryFolder());
      await expect(files.write(name, bytes('x'))).rejects.toThrow('Not a file name of ours');
      await expect(files.read(name)).rejects.toThrow('Not a file name of ours');
      await expect(files.size(name)).rejects.toThrow('Not a file name of ours');
      await expect(files.remove(name)).rejects.toThrow('Not a file name of ours');
    },
  );

  test("pass on the file system's own error", async () => {
    const folder = temporaryFolder();
    const files = openFiles(folder);
    writeFileSync(join(folder, 'taken'), '');
    await expect(files.write('taken/a.mp3', bytes('x'))).rejects.toMatchObject({
      code: expect.stringMatching(/^E/),
    });
    expect(await files.size('taken/a.mp3')).toBeNull();
  });

  test('clear away what a crash left half-written', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.mp3.0f6c.part'), 'half');
    writeFileSync(join(folder, 'a.mp3'), 'whole');
    openFiles(folder);
    expect([existsSync(join(folder, 'a.mp3.0f6c.part')), existsSync(join(folder, 'a.mp3'))]).toEqual([
      false,
      true,
    ]);
  });
});
