import type { Clock } from '../server/platform/clock.ts';
import type { Files } from '../server/platform/files.ts';
import { SynthBusy, type Synth, type RenderedSound } from '../synth/synth.ts';
import { readParam } from './envelopes.ts';
import { pause } from './pause.ts';
import { toCallback, type CallbackType } from './record-info.ts';
import type { Status, StoredTake, StoredTask, SandboxStore } from './sandbox-store.ts';
import { readScenario, type ScenarioName } from './scenarios.ts';
import type { Callbacks } from './send-callbacks.ts';

/** Delays that let each stage be seen; milliseconds. */
export interface Pacing {
  textMs: number;
  firstMs: number;
  secondMs: number;
  /** What `[slow]` adds. */
  slowMs: number;
  /** What `[late-second-take]` adds. */
  lateMs: number;
  callbackRetryMs: number;
}
export const PACING: Pacing = {
  textMs: 300,
  firstMs: 300,
  secondMs: 500,
  slowMs: 29_000,
  lateMs: 10_000,
  callbackRetryMs: 2_000,
};

const BUSY_WAIT_MS = 250;
/** For a prompt that is nothing but a scenario. */
const WORDLESS = 'soft rain';

export const fileName = (audioId: string): string => `audio/${audioId}.mp3`;

/** How a scenario ends before any audio. */
const FAILURES: Partial<
  Record<ScenarioName, { after: 'PENDING' | 'TEXT_SUCCESS'; status: Status; code: number; msg: string }>
> = {
  'create-failed': { after: 'PENDING', status: 'CREATE_TASK_FAILED', code: 500, msg: 'Task creation failed' },
  moderation: {
    after: 'PENDING',
    status: 'SENSITIVE_WORD_ERROR',
    code: 400,
    msg: 'Song Description flagged for moderation',
  },
  'render-failed': {
    after: 'TEXT_SUCCESS',
    status: 'GENERATE_AUDIO_FAILED',
    code: 501,
    msg: 'Audio generation failed',
  },
};

interface Options {
  synth: Synth;
  store: SandboxStore;
  files: Files;
  clock: Clock;
  pacing: Pacing;
  callbacks: Callbacks;
  report: (error: unknown) => void;
  stopped: AbortSignal;
}
export type Jobs = ReturnType<typeof createJobs>;

/** Takes each accepted task through its stages to its end. */
export function createJobs({ synth, store, files, clock, pacing, callbacks, report, stopped }: Options) {
  const underway = new Map<string, Promise<void>>();

  const wait = (ms: number) => pause(clock, ms, stopped);

  async function render(task: StoredTask, take: StoredTake): Promise<RenderedSound> {
    const { prompt, soundLoop, soundTempo, soundKey, grabLyrics } = readParam(task.param);
    const job = {
      prompt: readScenario(prompt).words || WORDLESS,
      soundLoop,
      soundTempo,
      soundKey,
      grabLyrics,
    };
    for (;;) {
      try {
        return await synth.render({ ...job, take: take.n }, stopped);
      } catch (error) {
        if (!(error instanceof SynthBusy)) throw error;
      }
      await wait(BUSY_WAIT_MS);
    }
  }

  /** Moves a task on and queues its callback, both or neither. */
  function move(taskId: string, change: () => boolean | void, type: CallbackType): void {
    store.together(() => {
      if (change() === false) return;
      const task = store.find(taskId);
      if (task?.callBackUrl)
        store.queueCallback(taskId, task.callBackUrl, JSON.stringify(toCallback(task, type)));
    });
    callbacks.kick(taskId);
  }

  const fail = (taskId: string, status: Status, code: number, msg: string) =>
    move(taskId, () => store.fail(taskId, status, code, msg), 'error');

  async function playScenario(task: StoredTask, scenario: ScenarioName | null): Promise<boolean> {
    const failure = scenario === null ? undefined : FAILURES[scenario];
    await wait(pacing.textMs);
    if (failure?.after !== 'PENDING')
      move(task.taskId, () => store.advance(task.taskId, 'TEXT_SUCCESS'), 'text');
    if (!failure) return true;
    fail(task.taskId, failure.status, failure.code, failure.msg);
    return false;
  }

  async function keep(
    task: StoredTask,
    take: StoredTake,
    sound: RenderedSound,
    isLast: boolean,
    ending: Status,
  ) {
    await files.write(fileName(take.audioId), sound.mp3);
    move(
      task.taskId,
      () => {
        store.keepSound(take.audioId, task.taskId, sound, clock.now());
        store.advance(task.taskId, isLast ? ending : 'FIRST_SUCCESS');
      },
      isLast ? 'complete' : 'first',
    );
  }

  async function run(task: StoredTask): Promise<void> {
    const { scenario } = readScenario(readParam(task.param).prompt);
    if (scenario === 'hang') return;
    if (!(await playScenario(task, scenario))) return;
    if (scenario === 'slow') await wait(pacing.slowMs);
    const todo = task.takes
      .filter((take) => take.renderedAt === null)
      .map((take) => {
        const sound = render(task, take);
        // Awaited in order below; a later take may fail first.
        sound.catch(() => undefined);
        return { take, sound };
      });
    for (const [index, { take, sound }] of todo.entries()) {
      const late = take.n > 1 && scenario === 'late-second-take' ? pacing.lateMs : 0;
      await wait((take.n === 1 ? pacing.firstMs : pacing.secondMs) + late);
      const ending = scenario === 'callback-exception' ? 'CALLBACK_EXCEPTION' : 'SUCCESS';
      await keep(task, take, await sound, index === todo.length - 1, ending);
    }
  }

  function start(taskId: string): void {
    const task = store.find(taskId);
    if (!task || underway.has(taskId)) return;
    const work = run(task)
      .catch((error: unknown) => {
        if (stopped.aborted) return;
        report(error);
        fail(taskId, 'GENERATE_AUDIO_FAILED', 501, 'Audio generation failed');
      })
      .catch(report)
      .finally(() => underway.delete(taskId));
    underway.set(taskId, work);
  }

  return {
    start,
    /** Tasks on their way. */
    count: () => underway.size,
    /** Ends when this task needs no more work; at once when none is under way. */
    ended: async (taskId: string): Promise<void> => underway.get(taskId),
    idle: async () => void (await Promise.all(underway.values())),
  };
}
