import { words } from '../../../strings/edit-strings.ts';

/** What is needed of a Worker, so that the client runs against another message port in a test. */
export interface WorkerPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { message?: string }) => void): void;
  terminate(): void;
}

export interface WorkerQuestion<Job> {
  id: number;
  job: Job;
}
export type WorkerAnswer<Result> = { id: number; result: Result } | { id: number; failure: string };

interface Waiting<Result> {
  resolve(result: Result): void;
  reject(error: Error): void;
}

/** Has jobs done by a worker, which starts with the first job, and anew with the first after it died. */
export class WorkerClient<Job, Result> {
  readonly #start: () => WorkerPort;
  #port: WorkerPort | null = null;
  #lastId = 0;
  readonly #waiting = new Map<number, Waiting<Result>>();

  constructor(start: () => WorkerPort) {
    this.#start = start;
  }

  /** The job is copied, not transferred. Rejects with the job's own failure, or with what ended the worker. */
  run(job: Job): Promise<Result> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#port ??= this.#open();
      this.#port.postMessage({ id, job } satisfies WorkerQuestion<Job>, []);
      this.#waiting.set(id, { resolve, reject });
    });
  }

  #open(): WorkerPort {
    const port = this.#start();
    port.addEventListener('message', ({ data }) => this.#onAnswer(data as WorkerAnswer<Result>));
    // A program that could not be fetched is an error without a message.
    port.addEventListener('error', ({ message }) => this.#onDeath(port, message || words.workerNotLoaded));
    port.addEventListener('messageerror', () => this.#onDeath(port, words.workerUnreadable));
    return port;
  }

  #onAnswer(answer: WorkerAnswer<Result>): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('result' in answer) waiting?.resolve(answer.result);
    else waiting?.reject(new Error(answer.failure));
  }

  #onDeath(port: WorkerPort, why: string): void {
    if (this.#port !== port) return;
    this.#port = null;
    port.terminate();
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of lost) waiting.reject(new Error(words.stopped(why)));
  }
}
