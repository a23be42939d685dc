import type { Samples } from '../../../../audio/pcm.ts';
import type { Asked, Report } from './analyse.ts';

/** To the worker. `channels` are transferred: the sender keeps a copy if it needs one. */
export type AnalysisRequest =
  | { type: 'analyse'; id: number; channels: Samples[]; sampleRate: number; asked: Asked }
  | { type: 'cancel'; id: number };

/** From the worker: any number of `progress`, then exactly one of the others for each id. */
export type AnalysisReply =
  | { type: 'progress'; id: number; done: number }
  | { type: 'done'; id: number; report: Report }
  | { type: 'cancelled'; id: number }
  | { type: 'failed'; id: number; message: string };
