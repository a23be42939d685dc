import { analyse } from '../analysis/analyse.ts';
import { serveJobs } from './serve-jobs.ts';
import type { AnalysisJob } from './sound-workers.ts';

const answer = serveJobs(
  ({ pcm, asked }: AnalysisJob) => analyse(pcm, asked),
  (message, transfer) => self.postMessage(message, { transfer }),
);
self.addEventListener('message', ({ data }) => answer(data));
