import { analyse } from '../analysis/analyse.ts';
import { measureSpectrogram } from '../analysis/measure-spectrogram.ts';
import { serveJobs } from './serve-jobs.ts';
import type { AnalysisJob, AnalysisResult } from './sound-workers.ts';

function run(job: AnalysisJob): AnalysisResult {
  switch (job.kind) {
    case 'report':
      return analyse(job.pcm, job.asked);
    case 'spectrogram':
      return measureSpectrogram(job.pcm, job.columns, job.rows);
  }
}

const answer = serveJobs(
  run,
  (message, transfer) => self.postMessage(message, { transfer }),
  (result) => (result instanceof Uint8Array ? [result.buffer] : []),
);
self.addEventListener('message', ({ data }) => answer(data));
