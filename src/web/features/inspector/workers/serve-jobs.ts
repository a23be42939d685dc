import type { Pcm } from '../../../../audio/pcm.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker-client.ts';

/**
 * The worker's side of a `WorkerClient`.
 * @param transferOf buffers of a result that are handed over instead of copied
 */
export function serveJobs<Job, Result>(
  run: (job: Job, onProgress: (share: number) => void) => Result | Promise<Result>,
  reply: (answer: WorkerAnswer<Result>, transfer: ArrayBuffer[]) => void,
  transferOf: (result: Result) => ArrayBuffer[] = () => [],
): (question: WorkerQuestion<Job>) => void {
  /** Long sounds that came ahead of their jobs. */
  const sounds = new Map<number, Pcm>();
  /** Those that another worker hands over: they may be here after their jobs. */
  const handedOver = new Map<number, Promise<Pcm>>();

  function expectSound(id: number, from: MessagePort): void {
    const sound = new Promise<Pcm>((resolve, reject) => {
      from.addEventListener('message', ({ data }: MessageEvent<Pcm | null>) => {
        from.close();
        if (data) resolve(data);
        else reject(new Error('no sound was handed over'));
      });
      from.start();
    });
    // Whoever asks for it hears of it.
    sound.catch(() => undefined);
    handedOver.set(id, sound);
  }

  async function answer(id: number, job: Job): Promise<void> {
    try {
      const pcm = sounds.get(id) ?? (await handedOver.get(id));
      sounds.delete(id);
      handedOver.delete(id);
      const result = await run(
        pcm ? { ...job, pcm } : job,
        throttled((progress) => reply({ id, progress }, [])),
      );
      reply({ id, result }, transferOf(result));
    } catch (error) {
      reply({ id, failure: error instanceof Error ? error.message : String(error) }, []);
    }
  }

  return (question) => {
    const { id } = question;
    if ('job' in question) void answer(id, question.job);
    else if ('sound' in question) {
      const { channels, length, sampleRate } = question.sound;
      sounds.set(id, {
        sampleRate,
        channels: Array.from({ length: channels }, () => new Float32Array(length)),
      });
    } else if ('from' in question) expectSound(id, question.from);
    else if ('isDropped' in question) handedOver.delete(id);
    else {
      const { channel, at, samples } = question.piece;
      sounds.get(id)?.channels[channel]?.set(samples, at);
      const spare = new Float32Array(samples.buffer);
      reply({ id, spare }, [spare.buffer]);
    }
  };
}

const STEP = 0.02;

/** Not more often than a bar can show. */
function throttled(tell: (share: number) => void): (share: number) => void {
  let last = 0;
  return (share) => {
    if (share - last < STEP) return;
    last = share;
    tell(share);
  };
}
