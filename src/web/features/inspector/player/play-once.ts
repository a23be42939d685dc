import type { Pcm } from '../../../../audio/pcm.ts';
import { claimPlayback } from '../../player/exclusive-playback.ts';
import { playback } from '../../player/playback.ts';
import { toBuffer } from './buffers.ts';

let context: AudioContext | null = null;
let source: AudioBufferSourceNode | null = null;

/** Ends it, and lets go of its audio. */
export function stopOnce(): void {
  source?.stop();
  source = null;
}

/** A one-shot, from its first sample; the one before it ends. */
export function playOnce(pcm: Pcm, onEnd: () => void): void {
  claimPlayback(stopOnce);
  stopOnce();
  if (context?.sampleRate !== pcm.sampleRate) {
    void context?.close();
    context = new AudioContext({ sampleRate: pcm.sampleRate, latencyHint: 'interactive' });
  }
  void context.resume();
  const playing = new AudioBufferSourceNode(context, { buffer: toBuffer(context, pcm) });
  source = playing;
  playing.connect(new GainNode(context, { gain: playback.state().volume })).connect(context.destination);
  playing.addEventListener('ended', () => {
    if (source === playing) source = null;
    onEnd();
  });
  playing.start();
}
