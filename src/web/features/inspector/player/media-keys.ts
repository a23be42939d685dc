import { writeWav } from '../../../../audio/encode/encode-wav.ts';
import { claimMediaKeys } from '../../player/media-session.ts';
import type { Player } from './loop-player.ts';

const SILENCE_S = 10;
const SILENCE_HZ = 8000;

/**
 * Media keys and lock screens for a player that has no media element. Browsers give them to elements only, so a
 * silent one runs along.
 */
export function holdMediaKeys(player: Pick<Player, 'play' | 'pause' | 'seek'>, title: string): () => void {
  if (!('mediaSession' in navigator)) return () => {};
  const silence = writeWav(
    { channels: [new Float32Array(SILENCE_S * SILENCE_HZ)], sampleRate: SILENCE_HZ },
    { bits: 16 },
  );
  const url = URL.createObjectURL(new Blob([silence], { type: 'audio/wav' }));
  const element = new Audio(url);
  element.loop = true;
  // Without it only the keys are missing.
  element.play().catch(() => undefined);
  const { mediaSession } = navigator;
  mediaSession.metadata = new MediaMetadata({ title, artist: 'Cuesmith' });
  mediaSession.playbackState = 'playing';
  const release = claimMediaKeys({
    play: () => player.play(),
    pause: () => player.pause(),
    stop: () => player.pause(),
    seekbackward: () => player.seek(0),
  });
  return () => {
    release();
    element.pause();
    // What still reads it would complain that it is gone.
    element.removeAttribute('src');
    element.load();
    URL.revokeObjectURL(url);
    mediaSession.playbackState = 'paused';
  };
}
