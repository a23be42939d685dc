import type { DialectName } from '#shared/connection.ts';
import type { Envelope } from '#shared/envelope.ts';
import type { NotKept } from '#shared/messages/not-kept.ts';
import type { Problem } from '#shared/problem.ts';
import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';
import type { Stage } from '#shared/task.ts';

/**
 * One vendor host as `tasks/` sees it: every answer parsed, every vendor code mapped. Stores nothing.
 * No method throws for what a vendor or a network may do; each failure is a value.
 */
export interface Vendor {
  /** The connection it works for: what a task remembers it was made for. */
  readonly id: string;
  /** `sandbox`, `apibox`, `sunoapi`, `kie` or `custom`. */
  readonly name: string;
  readonly host: string;
  readonly dialect: DialectName;
  readonly keyPage: string | null;
  /** Milliseconds between a send and its first poll; the sandbox is quicker. */
  readonly firstPollMs: number;

  /** One call is one request on the wire, never two, whatever is answered. */
  send(request: SoundRequest, options?: { callBackUrl?: string }): Promise<SendOutcome>;
  readRecord(taskId: string): Promise<RecordOutcome>;
  /** Asks for a take as WAV, which can cost: one request. The taskId it gives is the conversion's own. */
  convertToWav(
    take: { taskId: string; audioId: string },
    options?: { callBackUrl?: string },
  ): Promise<SendOutcome>;
  /** Costs nothing, so a key is tried with it. */
  readBalance(): Promise<Balance>;
  /** Calls that are passed through as they are; a failure to reach the vendor is a problem. */
  passThrough(call: PassthroughCall): Promise<PassthroughOutcome>;
  /** A send is near: a connection may be opened ahead of it. Costs nothing, and may do nothing. */
  warm(): void;
  /** Nothing is asked of it any more. */
  close(): void;
  /** Deletes a task at the vendor, where it can: the sandbox of this process. */
  forget?: (taskId: string) => Promise<void>;
  /** Opens a take's audio; redirects and addresses are checked here. */
  openAudio(url: string, signal?: AbortSignal): Promise<AudioOutcome>;
}

/** `problem`: why the key or the host is of no use; null when the host took the key, with or without a number. */
export interface Balance {
  credits: number | null;
  problem: Problem | null;
  /** HTTP status of an answer that came and could not be read. */
  status?: number;
}

/** What became of a paid POST. */
export type SendOutcome =
  | { kind: 'accepted'; taskId: string }
  /** A cut answer that still held a taskId, or one that held several: to be confirmed by its record. */
  | { kind: 'offered'; taskId: string; bytes: number; problem: Problem }
  /** `slowDown`: a definite "later", safe to try again, after `retryAfterMs` where the vendor says how long. */
  | { kind: 'refused'; problem: Problem; slowDown: boolean; retryAfterMs?: number }
  | { kind: 'unknown'; problem: Problem; bytes: number };

export interface RecordTake {
  /** The vendor's id; `take-1`, `take-2` … by position where it sent none. Unique within a record. */
  audioId: string;
  /** Empty when the vendor sent none or a bare UUID. */
  title: string;
  /** Null until this take is rendered; the stream's where a finished task has no other. http or https. */
  audioUrl: string | null;
  streamUrl: string | null;
  durationS: number | null;
}

export type RecordStatus =
  | { kind: 'rendering'; stage: Stage }
  | { kind: 'ready' }
  /** Done, the vendor says, but no take has an address yet; `problem` is what to say when none comes. */
  | { kind: 'without-audio'; problem: Problem }
  | { kind: 'failed'; problem: Problem };

export interface RecordFacts {
  taskId: string;
  status: RecordStatus;
  takes: RecordTake[];
  /** From `param`; null where it could not be read. */
  request: KnownRequest;
  /** The sandbox's own additions; empty from a vendor. */
  heard: string[];
  notUnderstood: string[];
}

export type RecordOutcome =
  /** `envelope`: the vendor's own words, as record-info tells them, whichever route they came by. */
  | { kind: 'found'; record: RecordFacts; envelope: Envelope }
  /** The host answered, and knows no such task (it may just be too fresh). */
  | { kind: 'not-found'; problem: Problem; envelope?: Envelope }
  /** No readable answer, or a refusal that says nothing about the task (401, 430, 5xx …). */
  | { kind: 'unanswered'; problem: Problem; envelope?: Envelope };

export type PassthroughCall =
  | { call: 'credit' }
  | { call: 'wav-record'; taskId: string }
  | { call: 'lyrics'; body: { taskId: string; audioId: string } };
export type PassthroughOutcome =
  | { kind: 'answered'; envelope: Envelope }
  /** `status`: of an answer that came and could not be read. */
  | { kind: 'unanswered'; problem: Problem; status?: number };

/** `reason` is a piece of an English sentence; `values` are what the code names beside the vendor. */
interface AudioTrouble extends NotKept {
  reason: string;
}

export type AudioOutcome =
  | { kind: 'open'; body: ReadableStream<Uint8Array>; contentType: string | null; length: number | null }
  /** The link is gone (401, 403, 404, 410): reading the record again may give a new one. */
  | ({ kind: 'dead' } & AudioTrouble)
  /** Not to be fetched at all (scheme, private address, too many redirects). */
  | ({ kind: 'refused' } & AudioTrouble)
  /** Trouble on the way: worth another try. */
  | ({ kind: 'failed' } & AudioTrouble);
