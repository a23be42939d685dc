import type { Clock } from '../server/platform/clock.ts';
import type { Files } from '../server/platform/files.ts';
import { pause } from '../server/platform/pause.ts';
import { SynthBusy, type Synth, type RenderedSound } from '../synth/synth.ts';
import { readParam } from './envelopes.ts';
import { toCallback, toWavCallback, type CallbackType } from './record-info.ts';
import type { Status, StoredTake, StoredTask, StoredWav, SandboxStore } from './sandbox-store.ts';
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
/** Of a task, as a rule. */
const TAKES = 2;
/** For a prompt that is nothing but a scenario. */
const WORDLESS = 'soft rain';

export const fileName = (audioId: string): string => `audio/${audioId}.mp3`;
export const wavName = (audioId: string): string => `audio/${audioId}.wav`;

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

interface JobOptions {
  synth: Synth;
  store: SandboxStore;
  files: Files;
  clock: Clock;
  pacing: Pacing;
  callbacks: Callbacks;
  report: (error: unknown) => void;
  stopped: AbortSignal;
}

/** Takes each accepted task through its stages to its end. */
export class Jobs {
  readonly #options: JobOptions;
  readonly #running = new Map<string, Promise<void>>();

  constructor(options: JobOptions) {
    this.#options = options;
  }

  start(taskId: string): void {
    const { store, report, stopped } = this.#options;
    const task = store.find(taskId);
    if (!task || this.#running.has(taskId)) return;
    const work = this.#run(task)
      .catch((error: unknown) => {
        if (stopped.aborted) return;
        report(error);
        this.#fail(taskId, 'GENERATE_AUDIO_FAILED', 501, 'Audio generation failed');
      })
      .catch(report)
      .finally(() => this.#running.delete(taskId));
    this.#running.set(taskId, work);
  }

  /** Renders a take once more, as WAV: the same job gives the same sound. */
  startWav(wav: StoredWav): void {
    const { store, report, stopped } = this.#options;
    const task = store.find(wav.taskId);
    const take = task?.takes.find(({ audioId }) => audioId === wav.audioId);
    if (!task || !take || this.#running.has(wav.wavTaskId)) return;
    const work = this.#runWav(task, take, wav)
      .catch((error: unknown) => {
        if (stopped.aborted) return;
        report(error);
        this.#endWav(wav, { code: 500, message: 'WAV conversion failed' });
      })
      .catch(report)
      .finally(() => this.#running.delete(wav.wavTaskId));
    this.#running.set(wav.wavTaskId, work);
  }

  async #runWav(task: StoredTask, take: StoredTake, wav: StoredWav): Promise<void> {
    const { files, store } = this.#options;
    const sound = await this.#render(task, take, 'wav');
    if (!sound.wav) throw new Error('The synthesiser gave no WAV.');
    await files.write(wavName(take.audioId), sound.wav);
    // The task was deleted meanwhile.
    if (!store.findWav(wav.wavTaskId)) return files.remove(wavName(take.audioId));
    this.#endWav(wav, null);
  }

  #endWav({ wavTaskId, taskId }: StoredWav, error: { code: number; message: string } | null): void {
    const { store, callbacks, clock } = this.#options;
    store.transact(() => {
      store.endWav(wavTaskId, clock.now(), error);
      const ended = store.findWav(wavTaskId);
      if (ended?.callBackUrl)
        store.queueCallback(taskId, ended.callBackUrl, JSON.stringify(toWavCallback(ended)));
    });
    callbacks.kick(taskId);
  }

  count(): number {
    return this.#running.size;
  }

  /** Ends when this task needs no more work; at once when it is not running. */
  async ended(taskId: string): Promise<void> {
    await this.#running.get(taskId);
  }

  async idle(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  async #run(task: StoredTask): Promise<void> {
    const { pacing } = this.#options;
    const { scenario } = readScenario(readParam(task.param).prompt);
    if (scenario === 'hang') return;
    if (!(await this.#begin(task, scenario))) return;
    if (scenario === 'slow') await this.#wait(pacing.slowMs);
    const rendering = task.takes
      .filter((take) => take.renderedAt === null)
      .map((take) => {
        const sound = this.#render(task, take);
        // Awaited in order below; a later take may fail first.
        sound.catch(() => undefined);
        return { take, sound };
      });
    for (const [index, { take, sound }] of rendering.entries()) {
      const late = take.n > 1 && scenario === 'late-second-take' ? pacing.lateMs : 0;
      await this.#wait((take.n === 1 ? pacing.firstMs : pacing.secondMs) + late);
      const last = scenario === 'callback-exception' ? 'CALLBACK_EXCEPTION' : 'SUCCESS';
      await this.#save(take, await sound, index === rendering.length - 1 ? last : 'FIRST_SUCCESS');
    }
  }

  /** @returns whether the scenario lets it be rendered */
  async #begin({ taskId }: StoredTask, scenario: ScenarioName | null): Promise<boolean> {
    const { store, pacing } = this.#options;
    const failure = scenario === null ? undefined : FAILURES[scenario];
    await this.#wait(pacing.textMs);
    if (failure?.after !== 'PENDING') {
      this.#change(taskId, () => store.advance(taskId, 'TEXT_SUCCESS'), 'text');
    }
    if (!failure) return true;
    this.#fail(taskId, failure.status, failure.code, failure.msg);
    return false;
  }

  async #render(task: StoredTask, take: StoredTake, format?: 'wav'): Promise<RenderedSound> {
    const { synth, stopped } = this.#options;
    const { prompt, soundLoop, soundTempo, soundKey, grabLyrics } = readParam(task.param);
    const words = readScenario(prompt).words || WORDLESS;
    const number = task.variation * TAKES + take.n;
    const sound = { prompt: words, soundLoop, soundTempo, soundKey, grabLyrics, take: number };
    const job = format ? { ...sound, format } : sound;
    for (;;) {
      try {
        return await synth.render(job, stopped);
      } catch (error) {
        if (!(error instanceof SynthBusy)) throw error;
      }
      await this.#wait(BUSY_WAIT_MS);
    }
  }

  async #save(take: StoredTake, sound: RenderedSound, status: Status): Promise<void> {
    const { store, files, clock } = this.#options;
    await files.write(fileName(take.audioId), sound.mp3);
    // The task was deleted meanwhile.
    if (!store.findTake(take.audioId)) return files.remove(fileName(take.audioId));
    this.#change(
      take.taskId,
      () => {
        store.saveSound(take, sound, clock.now());
        store.advance(take.taskId, status);
      },
      status === 'FIRST_SUCCESS' ? 'first' : 'complete',
    );
  }

  #fail(taskId: string, status: Status, code: number, msg: string): void {
    this.#change(taskId, () => this.#options.store.fail(taskId, status, code, msg), 'error');
  }

  /** Changes a task and queues its callback, both or neither. */
  #change(taskId: string, change: () => boolean | void, type: CallbackType): void {
    const { store, callbacks } = this.#options;
    store.transact(() => {
      if (change() === false) return;
      const task = store.find(taskId);
      if (task?.callBackUrl)
        store.queueCallback(taskId, task.callBackUrl, JSON.stringify(toCallback(task, type)));
    });
    callbacks.kick(taskId);
  }

  #wait(ms: number): Promise<void> {
    return pause(this.#options.clock, ms, this.#options.stopped);
  }
}
