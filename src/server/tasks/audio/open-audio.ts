import { becauseOf } from '#shared/messages/not-kept.ts';

import type { AudioOutcome, Vendor } from '../../vendor/vendor.ts';
import { AUDIO_HEAD_BYTES, audioKind } from './audio-kind.ts';

type CheckedAudio =
  | Exclude<AudioOutcome, { kind: 'open' }>
  | {
      kind: 'open';
      body: ReadableStream<Uint8Array>;
      contentType: string;
      extension: string;
      length: number | null;
    };

/** Opens a take and looks at its first bytes: what is not audio is not handed on as audio. */
export async function openAudio(vendor: Vendor, url: string, signal?: AbortSignal): Promise<CheckedAudio> {
  const answer = await vendor.openAudio(url, signal);
  if (answer.kind !== 'open') return answer;
  const reader = answer.body.getReader();
  const head = await readHead(reader);
  if (head === null) return { kind: 'failed', reason: 'the download broke off', ...becauseOf('brokeOff') };
  const kind = audioKind(head);
  if (!kind) {
    await reader.cancel().catch(() => undefined); // the far end may already be gone
    return head.length === 0
      ? { kind: 'failed', reason: 'the link gives an empty file', ...becauseOf('emptyFile') }
      : { kind: 'failed', reason: 'the link does not give audio', ...becauseOf('notAudio') };
  }
  return { kind: 'open', body: resume(head, reader), ...kind, length: answer.length };
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** The first bytes, fewer when the file is shorter; null when the stream breaks. */
async function readHead(reader: Reader): Promise<Uint8Array | null> {
  let head = new Uint8Array();
  while (head.length < AUDIO_HEAD_BYTES) {
    let read;
    try {
      read = await reader.read();
    } catch {
      return null;
    }
    if (!read.value) break;
    const longer = new Uint8Array(head.length + read.value.length);
    longer.set(head);
    longer.set(read.value, head.length);
    head = longer;
  }
  return head;
}

function resume(head: Uint8Array, reader: Reader): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
