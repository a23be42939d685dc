import { useSyncExternalStore } from 'react';

import { takeTheFloor } from './exclusive-playback.ts';

export type PlaybackStatus = 'idle' | 'loading' | 'playing' | 'paused' | 'failed';
export interface PlaybackState {
  /** The take that sounds, or did last. */
  src: string | null;
  status: PlaybackStatus;
  loop: boolean;
}

const silent: PlaybackState = { src: null, status: 'idle', loop: false };

/** One audio element for the page: starting one take stops the other. */
class Playback {
  #audio: HTMLAudioElement | null = null;
  #state = silent;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
  readonly state = (): PlaybackState => this.#state;

  /** Seconds; for drawing, so not part of the state. */
  timeOf(src: string): number {
    return this.#state.src === src ? (this.#audio?.currentTime ?? 0) : 0;
  }

  durationOf(src: string): number | null {
    const seconds = this.#state.src === src ? this.#audio?.duration : undefined;
    return seconds !== undefined && Number.isFinite(seconds) ? seconds : null;
  }

  readonly pause = (): void => this.#audio?.pause();

  /** `title` is what media keys and lock screens show. */
  toggle(src: string, loop: boolean, title = ''): void {
    const isOn = this.#state.src === src && ['playing', 'loading'].includes(this.#state.status);
    if (isOn) this.#audio?.pause();
    else this.#play(src, loop, title);
  }

  /** Starts it where it was pointed at, when it is not the one that sounds. */
  seek(src: string, seconds: number, loop: boolean): void {
    if (this.#state.src !== src) this.#play(src, loop);
    if (this.#audio) this.#audio.currentTime = seconds;
    this.#set({});
  }

  stop(src: string): void {
    if (this.#state.src === src) this.#audio?.pause();
  }

  #play(src: string, loop: boolean, title = ''): void {
    takeTheFloor(this.pause);
    if ('mediaSession' in navigator && 'MediaMetadata' in window)
      navigator.mediaSession.metadata = new MediaMetadata({ title, artist: 'Cuesmith' });
    const audio = (this.#audio ??= this.#create());
    // A take that failed is fetched anew.
    if (this.#state.src !== src || this.#state.status === 'failed') audio.src = src;
    audio.loop = loop;
    this.#set({ src, loop, status: 'loading' });
    audio.play().catch((error: unknown) => {
      // Another take was started, or pause came first.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      if (this.#state.src === src) this.#set({ status: 'failed' });
    });
  }

  #create(): HTMLAudioElement {
    const audio = new Audio();
    audio.preload = 'auto';
    audio.addEventListener('playing', () => this.#set({ status: 'playing' }));
    audio.addEventListener('waiting', () => this.#set({ status: 'loading' }));
    audio.addEventListener('pause', () => this.#set({ status: 'paused' }));
    audio.addEventListener('ended', () => this.#set({ status: 'paused' }));
    audio.addEventListener('error', () => this.#set({ status: 'failed' }));
    audio.addEventListener('timeupdate', () => this.#set({}));
    audio.addEventListener('durationchange', () => this.#set({}));
    return audio;
  }

  #set(change: Partial<PlaybackState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

export const playback = new Playback();

/** What one take's row needs: drawn again only when that take's own status or shown second changes. */
export function useTake(src: string): { status: PlaybackStatus; second: number } {
  const status = useSyncExternalStore(
    playback.subscribe,
    () => (playback.state().src === src ? playback.state().status : 'idle'),
    () => 'idle' as const,
  );
  const second = useSyncExternalStore(
    playback.subscribe,
    () => Math.floor(playback.timeOf(src)),
    () => 0,
  );
  return { status, second };
}
