import { createStore, useStore } from '../../lib/create-store.ts';
import { claimPlayback } from './exclusive-playback.ts';

export type PlaybackStatus = 'idle' | 'loading' | 'playing' | 'paused' | 'failed';
/** `device`: it was playing, and nothing here can sound. `file`: the link or the format. */
export type PlaybackFailure = 'device' | 'file';

export interface PlaybackState {
  /** The take that sounds, or did last. */
  src: string | null;
  status: PlaybackStatus;
  loop: boolean;
  /** Why, while `failed`. */
  failure: PlaybackFailure;
}

/** One audio element for the page: starting one take stops the other. */
class Playback {
  /** A new object at each tick of the time, which is not part of it. */
  readonly store = createStore<PlaybackState>({
    src: null,
    status: 'idle',
    loop: false,
    failure: 'file',
  });
  #audio: HTMLAudioElement | null = null;

  readonly state = (): PlaybackState => this.store.get();

  /** Seconds. */
  timeOf(src: string): number {
    return this.state().src === src ? (this.#audio?.currentTime ?? 0) : 0;
  }

  durationOf(src: string): number | null {
    const seconds = this.state().src === src ? this.#audio?.duration : undefined;
    return seconds !== undefined && Number.isFinite(seconds) ? seconds : null;
  }

  readonly pause = (): void => this.#audio?.pause();

  /** `title` is what media keys and lock screens show. */
  toggle(src: string, loop: boolean, title = ''): void {
    const { src: current, status } = this.state();
    if (current === src && (status === 'playing' || status === 'loading')) this.pause();
    else this.#play(src, loop, title);
  }

  /** Starts the take there, when it is not the current one. */
  seek(src: string, seconds: number, loop: boolean): void {
    if (this.state().src !== src) this.#play(src, loop);
    if (this.#audio) this.#audio.currentTime = seconds;
    this.#set({});
  }

  stop(src: string): void {
    if (this.state().src === src) this.pause();
  }

  #play(src: string, loop: boolean, title = ''): void {
    claimPlayback(this.pause);
    if ('mediaSession' in navigator && 'MediaMetadata' in window)
      navigator.mediaSession.metadata = new MediaMetadata({ title, artist: 'Cuesmith' });
    const audio = (this.#audio ??= this.#create());
    // A take that failed is fetched anew.
    if (this.state().src !== src || this.state().status === 'failed') audio.src = src;
    audio.loop = loop;
    this.#set({ src, loop, status: 'loading' });
    audio.play().catch((error: unknown) => {
      // Another take was started, or pause came first.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      if (this.state().src === src && this.state().status !== 'failed') this.#fail('file');
    });
  }

  #create(): HTMLAudioElement {
    const audio = new Audio();
    audio.preload = 'auto';
    audio.addEventListener('playing', () => this.#set({ status: 'playing' }));
    audio.addEventListener('waiting', () => this.#set({ status: 'loading' }));
    audio.addEventListener('pause', () => {
      if (this.state().status !== 'failed') this.#set({ status: 'paused' });
    });
    audio.addEventListener('ended', () => this.#set({ status: 'paused' }));
    audio.addEventListener('error', () => {
      // Without an output device Firefox decodes, begins to play and then reports a decoding error.
      const isDevice = audio.error?.code === MediaError.MEDIA_ERR_DECODE && this.state().status === 'playing';
      this.#fail(isDevice ? 'device' : 'file');
    });
    audio.addEventListener('timeupdate', () => this.#set({}));
    audio.addEventListener('durationchange', () => this.#set({}));
    return audio;
  }

  /** Firefox goes on by its own clock after an error. */
  #fail(failure: PlaybackFailure): void {
    this.#set({ status: 'failed', failure });
    this.pause();
  }

  #set(change: Partial<PlaybackState>): void {
    this.store.update((before) => ({ ...before, ...change }));
  }
}

export const playback = new Playback();

/** Of one take: drawn again only when its own status or the second shown changes. */
export const useTakePlayback = (src: string): { status: PlaybackStatus; second: number } => ({
  status: useStore(playback.store, (state) => (state.src === src ? state.status : 'idle')),
  second: useStore(playback.store, () => Math.floor(playback.timeOf(src))),
});
