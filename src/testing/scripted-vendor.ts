import { becauseOf } from '#shared/messages/not-kept.ts';
import type { Problem } from '#shared/problem.ts';
import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';

import type { RecordOutcome, RecordTake, SendOutcome, Vendor } from '../server/vendor/vendor.ts';

const unanswered: Problem = { code: 'unreachable', message: 'No answer.', charged: 'no' };
export const slowDown: SendOutcome = {
  kind: 'refused',
  slowDown: true,
  problem: { code: 'slow-down', message: 'Slow down.', vendorCode: 430, charged: 'no' },
};
export const lostAnswer = {
  kind: 'unknown',
  bytes: 0,
  problem: { code: 'outcome-unknown', message: 'No readable answer.', charged: 'unsure' },
} satisfies SendOutcome;
/** Two silent frames' worth of what a player would call MP3. */
const MP3 = Uint8Array.from([0xff, 0xfb, 0x90, 0x64, ...Array.from({ length: 400 }, () => 0)]);

export type ScriptedVendor = ReturnType<typeof createScriptedVendor>;

/** A vendor that does as it is told, for tests that own the clock. Unscripted sends are accepted; records say PENDING. */
export function createScriptedVendor({
  id = 'https://vendor.test',
  clock,
}: { id?: string; clock?: { now(): number } } = {}) {
  /** Every request that reached the vendor, in order. */
  const sent: (SoundRequest & { callBackUrl?: string | undefined })[] = [];
  const sentAt: number[] = [];
  const reads: { taskId: string; at: number }[] = [];
  const next: (SendOutcome | Promise<SendOutcome>)[] = [];
  /** Every conversion that was asked for, in order. */
  const converted: { taskId: string; audioId: string; callBackUrl?: string | undefined }[] = [];
  const nextWavs: (SendOutcome | Promise<SendOutcome>)[] = [];
  const records = new Map<string, RecordOutcome>();
  const audio = new Map<string, Uint8Array | 'dead' | 'failing'>();
  let balance: number | null = 100;
  let keyProblem: Problem | null = null;

  const found = (
    taskId: string,
    request: KnownRequest,
    status: Extract<RecordOutcome, { kind: 'found' }>['record']['status'],
    takes: RecordTake[] = [],
  ): Extract<RecordOutcome, { kind: 'found' }> => ({
    kind: 'found',
    record: { taskId, status, takes, request, heard: [], notUnderstood: [] },
    envelope: {
      code: 200,
      msg: 'success',
      data: {
        taskId,
        response: { sunoData: takes.map(({ audioId, audioUrl }) => ({ id: audioId, audioUrl })) },
      },
    },
  });

  const client: Vendor = {
    id,
    name: 'custom',
    host: new URL(id).host,
    dialect: 'apibox',
    keyPage: null,
    warm() {},
    close() {},
    firstPollMs: 1500,
    async send(request, { callBackUrl } = {}) {
      sent.push({ ...request, callBackUrl });
      sentAt.push(clock?.now() ?? 0);
      const taskId = `t${sent.length}`;
      const outcome = (await next.shift()) ?? { kind: 'accepted', taskId };
      if (outcome.kind === 'accepted' && !records.has(outcome.taskId)) {
        records.set(outcome.taskId, found(outcome.taskId, request, { kind: 'rendering', stage: 'PENDING' }));
      }
      return outcome;
    },
    async readRecord(taskId) {
      reads.push({ taskId, at: clock?.now() ?? 0 });
      return records.get(taskId) ?? { kind: 'not-found', problem: { ...unanswered, code: 'not-found' } };
    },
    async readBalance() {
      return { credits: balance, problem: keyProblem };
    },
    async convertToWav(take, { callBackUrl } = {}) {
      converted.push({ ...take, callBackUrl });
      return (await nextWavs.shift()) ?? { kind: 'accepted', taskId: `w${converted.length}` };
    },
    async passThrough(call) {
      const data =
        call.call === 'wav-record'
          ? {
              taskId: call.taskId,
              successFlag: 'SUCCESS',
              response: { audioWavUrl: `${id}/${call.taskId}.wav` },
            }
          : balance;
      return { kind: 'answered', envelope: { code: 200, msg: 'success', data } };
    },
    async openAudio(url) {
      const bytes = audio.get(url) ?? MP3;
      if (bytes === 'dead') return { kind: 'dead', reason: '404', ...becauseOf('linkEnded', 404) };
      if (bytes === 'failing') return { kind: 'failed', reason: '503', ...becauseOf('linkAnswered', 503) };
      return {
        kind: 'open',
        body: new Blob([bytes.slice()]).stream(),
        contentType: 'audio/mpeg',
        length: bytes.length,
      };
    },
  };

  return {
    client,
    sent,
    sentAt,
    reads,
    converted,
    /** What becomes of the next conversions. */
    answerNextWav: (...outcomes: (SendOutcome | Promise<SendOutcome>)[]) => void nextWavs.push(...outcomes),
    /** What becomes of the next send, and the ones after it. */
    answerNext: (...outcomes: (SendOutcome | Promise<SendOutcome>)[]) => void next.push(...outcomes),
    setRecord: (taskId: string, outcome: RecordOutcome) => void records.set(taskId, outcome),
    setAudio: (url: string, bytes: Uint8Array | 'dead' | 'failing') => void audio.set(url, bytes),
    setBalance: (credits: number | null) => void (balance = credits),
    /** What it says to a look at the balance. */
    setKeyProblem: (problem: Problem | null) => void (keyProblem = problem),
    found,
    /** The task's record says SUCCESS with two takes. */
    finish(taskId: string, request: KnownRequest) {
      const takes = [1, 2].map((n) => ({
        audioId: `${taskId}-${n}`,
        title: 'Soft rain',
        audioUrl: `${id}/${taskId}-${n}.mp3`,
        streamUrl: null,
        durationS: 8,
      }));
      records.set(taskId, found(taskId, request, { kind: 'ready' }, takes));
    },
  };
}
