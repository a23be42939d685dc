import { analyse } from '../analysis/analyse.ts';
import { measureSpectrogram } from '../analysis/measure-spectrogram.ts';
import { serveJobs } from './serve-jobs.ts';
import type { AnalysisJob, AnalysisResult } from './sound-workers.ts';

const answer = serveJobs(
  (job: AnalysisJob): AnalysisResult =>
    job.kind === 'report' ? analyse(job.pcm, job.asked) : measureSpectrogram(job.pcm, job.columns, job.rows),
  (message, transfer) => self.postMessage(message, { transfer }),
  (result) => (result instanceof Uint8Array ? [result.buffer] : []),
);
self.addEventListener('message', ({ data }) => answer(data));
