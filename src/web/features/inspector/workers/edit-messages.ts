import type { Pcm } from '../../../../audio/pcm.ts';
import type { Bytes } from '../../../../audio/riff.ts';
import type { WavOptions } from '../../../../audio/wav.ts';
import type { Edit } from '../edit/edit.ts';
import type { EditStep } from './edit-steps.ts';

export type Job = { kind: 'edit'; pcm: Pcm; step: EditStep } | { kind: 'wav'; pcm: Pcm; options: WavOptions };

export interface Results {
  edit: Edit;
  wav: Bytes;
}

export interface WorkRequest {
  id: number;
  job: Job;
}
export type WorkReply = { id: number; result: Results[keyof Results] } | { id: number; failure: string };
