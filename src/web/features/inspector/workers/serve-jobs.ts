import type { WorkerAnswer, WorkerQuestion } from './worker-client.ts';

/**
 * The worker's side of a `WorkerClient`.
 * @param transferOf buffers of a result that are handed over instead of copied
 */
export function serveJobs<Job, Result>(
  run: (job: Job) => Result,
  reply: (answer: WorkerAnswer<Result>, transfer: ArrayBuffer[]) => void,
  transferOf: (result: Result) => ArrayBuffer[] = () => [],
): (question: WorkerQuestion<Job>) => void {
  return ({ id, job }) => {
    try {
      const result = run(job);
      reply({ id, result }, transferOf(result));
    } catch (error) {
      reply({ id, failure: error instanceof Error ? error.message : String(error) }, []);
    }
  };
}
