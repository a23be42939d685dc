import type { Pcm } from '../../../../audio/pcm.ts';

/** What sounds, until it is stopped or has come to its end. */
export interface SoundSource {
  /** Seconds of the context's clock. */
  stop(at: number): void;
}

/** A stretch of a sound, in samples. */
export interface Part {
  start: number;
  end: number;
}

interface Start {
  loop: boolean;
  /** Samples into the part. */
  from: number;
  /** Seconds of the context's clock, on a sample. */
  when: number;
  to: AudioNode;
  onEnd?: () => void;
}

export function startBuffer(context: BaseAudioContext, buffer: AudioBuffer, start: Start): SoundSource {
  const source = new AudioBufferSourceNode(context, { buffer, loop: start.loop });
  if (start.onEnd) source.addEventListener('ended', start.onEnd);
  source.connect(start.to);
  source.start(start.when, start.from / buffer.sampleRate);
  return source;
}

/** Samples a channel that are copied for the audio thread at once, in about a millisecond. */
const PIECE = 2 ** 17;
/** Pieces that wait, so that a busy page is not heard. */
const AHEAD = 4;

/** A part cut into pieces, from a place in it on; a loop goes round for ever. */
export function* piecesOf({ start, end }: Part, from: number, loop: boolean): Generator<Part, void> {
  if (end <= start) return;
  for (let at = start + from; ; at = start) {
    for (; at < end; at += PIECE) yield { start: at, end: Math.min(end, at + PIECE) };
    if (!loop) return;
  }
}

/** A long sound: copied whole, it would hold the page up when Play is pressed, and be in memory twice. */
export function startPieces(context: BaseAudioContext, pcm: Pcm, part: Part, start: Start): SoundSource {
  const pieces = piecesOf(part, start.from, start.loop);
  const waiting = new Set<AudioBufferSourceNode>();
  let frame = Math.round(start.when * pcm.sampleRate);
  let stopped = false;
  function startNext(): void {
    const { value: piece, done } = pieces.next();
    if (done === true) return;
    const buffer = context.createBuffer(pcm.channels.length, piece.end - piece.start, pcm.sampleRate);
    for (const [n, channel] of pcm.channels.entries())
      buffer.copyToChannel(channel.subarray(piece.start, piece.end), n);
    const source = new AudioBufferSourceNode(context, { buffer });
    waiting.add(source);
    source.addEventListener('ended', () => {
      waiting.delete(source);
      source.disconnect();
      if (stopped) return;
      startNext();
      if (waiting.size === 0) start.onEnd?.();
    });
    source.connect(start.to);
    // Every piece begins on a sample of the context's clock, where the one before it has ended.
    source.start(frame / pcm.sampleRate);
    frame += piece.end - piece.start;
  }
  for (let n = 0; n < AHEAD; n++) startNext();
  return {
    stop(at) {
      stopped = true;
      for (const source of waiting) source.stop(at);
    },
  };
}
