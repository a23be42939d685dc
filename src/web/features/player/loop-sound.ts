import type { Pcm } from '../../../audio/pcm.ts';
import { decode } from '../inspector/decode.ts';
import { holdMediaKeys } from '../inspector/player/media-keys.ts';

/** A sound that goes round without a gap. */
export interface LoopSound {
  /** Seconds from its start. */
  readonly time: number;
  readonly duration: number;
  play(): void;
  pause(): void;
  seek(seconds: number): void;
  /** 0–1 */
  setLevel(level: number): void;
  /** True where it loops or ends as it is told; others are opened anew. */
  setLoop?(loop: boolean): boolean;
  close(): void;
}

interface LoopOptions {
  at: number;
  title: string;
  longestS: number;
  onTick: () => void;
  onKey: (isPlay: boolean) => void;
}

const TICK_MS = 100;
/** A change of level without a click. */
const LEVEL_S = 0.01;

function bufferOf({ channels, sampleRate }: Pcm, on: AudioContext): AudioBuffer {
  const buffer = on.createBuffer(channels.length, channels[0]?.length ?? 0, sampleRate);
  for (const [index, samples] of channels.entries()) buffer.copyToChannel(samples, index);
  return buffer;
}

/** Decodes the file, without what its encoder put around the sound. Throws where it cannot, or where it is too long. */
export async function openLoopSound(src: string, on: AudioContext, options: LoopOptions): Promise<LoopSound> {
  const { pcm } = await decode(src);
  const buffer = bufferOf(pcm, on);
  if (buffer.duration > options.longestS) throw new RangeError();
  const gain = on.createGain();
  gain.connect(on.destination);
  const { duration } = buffer;
  let source: AudioBufferSourceNode | null = null;
  let startedAt = 0;
  let at = options.at % duration;
  let timer: ReturnType<typeof setInterval> | undefined;
  let releaseKeys: (() => void) | null = null;

  const now = () => (source ? (at + on.currentTime - startedAt) % duration : at);
  const stop = () => {
    at = now();
    source?.stop();
    source?.disconnect();
    source = null;
  };
  const start = () => {
    source = on.createBufferSource();
    source.buffer = buffer;
    source.loop = true;
    source.connect(gain);
    startedAt = on.currentTime;
    source.start(0, at);
  };
  const sound: LoopSound = {
    get time() {
      return now();
    },
    duration,
    play() {
      void on.resume();
      if (source) return;
      start();
      timer = setInterval(options.onTick, TICK_MS);
      releaseKeys = holdMediaKeys(
        {
          play: () => options.onKey(true),
          pause: () => options.onKey(false),
          seek: (seconds: number) => sound.seek(seconds),
        },
        options.title,
      );
    },
    pause() {
      stop();
      clearInterval(timer);
      releaseKeys?.();
      releaseKeys = null;
    },
    seek(seconds) {
      const isOn = source !== null;
      stop();
      at = seconds % duration;
      if (isOn) start();
    },
    setLevel: (level) => gain.gain.setTargetAtTime(level, on.currentTime, LEVEL_S),
    close() {
      sound.pause();
      gain.disconnect();
    },
  };
  return sound;
}
