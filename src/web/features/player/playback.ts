import { createStore, useStore } from '../../lib/create-store.ts';
import { claimPlayback } from './exclusive-playback.ts';
import type { LoopSound } from './loop-sound.ts';
import { readVolume, storeVolume } from './stored-volume.ts';

export type PlaybackStatus = 'idle' | 'loading' | 'playing' | 'paused' | 'failed';
/** `device`: it was playing, and nothing here can sound. `file`: the link or the format. */
type PlaybackFailure = 'device' | 'file';

interface PlaybackState {
  /** The take that sounds, or did last. */
  src: string | null;
  status: PlaybackStatus;
  loop: boolean;
  /** Why, while `failed`. */
  failure: PlaybackFailure;
  /** 0–1 */
  volume: number;
}

/** Longer sounds loop by the audio element, with its small gap: decoded they would fill the memory. */
const GAPLESS_MAX_S = 120;

const SILENT: PlaybackState = { src: null, status: 'idle', loop: false, failure: 'file', volume: 1 };

/** One player for the page: starting one take stops the other. */
class Playback {
  /** A new object at each tick of the time, which is not part of it. */
  readonly store = createStore<PlaybackState>(SILENT, {
    read: () => ({ ...SILENT, volume: readVolume() }),
  });
  #audio: HTMLAudioElement | null = null;
  /** The current take as samples, while it loops without a gap. */
  #sound: LoopSound | null = null;
  /** Opened within the press: Safari lets nothing else sound. */
  #context: AudioContext | null = null;
  #title = '';
  /** Evens out how loud the takes are; of the current one. */
  #gain = 1;
  /** Where to go once the length is known. */
  #startAtS = 0;
  /** Tells a slow start from what was asked since. */
  #press = 0;

  readonly state = (): PlaybackState => this.store.get();

  get isOn(): boolean {
    const { status } = this.state();
    return status === 'playing' || status === 'loading';
  }

  /** Seconds. */
  timeOf(src: string): number {
    if (this.state().src !== src) return 0;
    return (
      this.#sound?.time ??
      (this.#audio && this.#audio.readyState > 0 ? this.#audio.currentTime : this.#startAtS)
    );
  }

  durationOf(src: string): number | null {
    if (this.state().src !== src) return null;
    const seconds = this.#sound?.duration ?? this.#audio?.duration;
    return seconds !== undefined && Number.isFinite(seconds) ? seconds : null;
  }

  readonly pause = (): void => {
    this.#press++;
    this.#sound?.pause();
    this.#audio?.pause();
    if (this.isOn) this.#set({ status: 'paused' });
  };

  /** `title` is what media keys and lock screens show. */
  toggle(src: string, loop: boolean, title = ''): void {
    if (this.state().src === src && this.isOn) this.pause();
    else this.play(src, loop, title);
  }

  /** Goes on where the take stands; `at` is where another one starts, seconds. */
  play(src: string, loop: boolean, title = '', at = 0): void {
    claimPlayback(this.pause);
    this.#title = title;
    const isSame = this.#load(src, loop, at);
    const { status } = this.state();
    // A take that failed is fetched anew.
    if (isSame && this.#audio && (status === 'failed' || this.#audio.error)) this.#audio.src = src;
    this.#set({ status: 'loading' });
    void this.#start();
  }

  /** While a sound is on, that take goes on there; else it only stands there. */
  seek(src: string, seconds: number, loop: boolean, title = ''): void {
    if (this.state().src !== src) {
      if (this.isOn) return this.play(src, loop, title, seconds);
      this.#load(src, loop, seconds);
      return this.#set({ status: 'paused' });
    }
    this.#startAtS = seconds;
    if (this.#sound) this.#sound.seek(seconds);
    else if (this.#audio && this.#audio.readyState > 0) this.#audio.currentTime = seconds;
    this.forgetFailure();
    this.#set({});
  }

  /** Its cause is gone, or it was read. */
  readonly forgetFailure = (): void => {
    if (this.state().status === 'failed') this.#set({ status: 'paused' });
  };

  setLoop(loop: boolean): void {
    const { src } = this.state();
    if (src === null || loop === this.state().loop) return;
    const at = this.timeOf(src);
    const wasOn = this.isOn;
    this.#set({ loop });
    if (this.#sound?.setLoop?.(loop)) return;
    this.#dropSound();
    if (this.#audio) this.#audio.loop = loop;
    this.#startAtS = at;
    if (this.#audio && this.#audio.readyState > 0) this.#audio.currentTime = at;
    if (wasOn) void this.#start();
  }

  setVolume(volume: number): void {
    storeVolume(volume);
    this.#set({ volume });
    this.#setLevel();
  }

  setGain(gain: number): void {
    this.#gain = gain;
    this.#setLevel();
  }

  stop(src: string): void {
    if (this.state().src === src) this.pause();
  }

  /** The inspector plays that take from memory: it is the current one, and every button reaches it. */
  adopt(sound: LoopSound, src: string, loop: boolean, title: string): void {
    if (this.#sound !== sound) this.#dropSound();
    this.#sound = sound;
    this.#title = title;
    this.#set({ src, loop, status: 'playing' });
  }

  /** It rests; once `isGone`, the take goes on here, from where it stood. */
  rest(sound: LoopSound, isGone: boolean): void {
    if (this.#sound !== sound) return;
    this.#set({ status: 'paused' });
    if (!isGone) return;
    this.#startAtS = sound.time;
    this.#sound = null;
    const audio = (this.#audio ??= this.#create());
    audio.src = this.state().src ?? '';
    audio.loop = this.state().loop;
  }

  /** @returns whether it is the current one already */
  #load(src: string, loop: boolean, at: number): boolean {
    const { src: before, loop: loopBefore } = this.state();
    if (before === src && loopBefore === loop) return true;
    const audio = (this.#audio ??= this.#create());
    if (before !== src) {
      this.#dropSound();
      audio.src = src;
      this.#startAtS = at;
    }
    audio.loop = loop;
    this.#set({ src, loop });
    return before === src;
  }

  async #start(): Promise<void> {
    const press = ++this.#press;
    const { src, loop } = this.state();
    if (src === null) return;
    if (loop && !this.#sound && 'AudioContext' in window) {
      this.#context ??= new AudioContext();
      void this.#context.resume();
      const sound = await this.#openLoop(src, this.#context);
      if (press !== this.#press) return sound?.close();
      this.#sound = sound;
    }
    if (this.#sound) {
      this.#setLevel();
      this.#sound.play();
      return this.#set({ status: 'playing' });
    }
    this.#playElement(src);
  }

  /** Null where it cannot be had as samples; the element then loops it. */
  async #openLoop(src: string, context: AudioContext): Promise<LoopSound | null> {
    const at = this.#startAtS;
    try {
      const { openLoopSound } = await import('./loop-sound.ts');
      return await openLoopSound(src, context, {
        at,
        title: this.#title,
        longestS: GAPLESS_MAX_S,
        onTick: () => this.#set({}),
        onKey: (isPlay) => (isPlay ? void this.#start() : this.pause()),
      });
    } catch {
      return null;
    }
  }

  #playElement(src: string): void {
    const audio = (this.#audio ??= this.#create());
    if ('mediaSession' in navigator && 'MediaMetadata' in window)
      navigator.mediaSession.metadata = new MediaMetadata({ title: this.#title, artist: 'Cuesmith' });
    audio.play().catch((error: unknown) => {
      // Another take was started, or pause came first.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      if (this.state().src === src && this.state().status !== 'failed') this.#fail('file');
    });
  }

  #setLevel(): void {
    const level = this.state().volume * this.#gain;
    if (this.#audio) this.#audio.volume = level;
    this.#sound?.setLevel(level);
  }

  #dropSound(): void {
    this.#press++;
    this.#sound?.close();
    this.#sound = null;
    this.#audio?.pause();
  }

  #create(): HTMLAudioElement {
    const audio = new Audio();
    audio.preload = 'auto';
    audio.volume = this.state().volume * this.#gain;
    audio.addEventListener('loadedmetadata', () => {
      if (this.#startAtS > 0) audio.currentTime = this.#startAtS;
    });
    // An element tells late: a press may have paused it, or started it again, meanwhile.
    const isOn = () => !audio.paused;
    audio.addEventListener('playing', () => isOn() && this.#set({ status: 'playing' }));
    audio.addEventListener('waiting', () => isOn() && this.#set({ status: 'loading' }));
    audio.addEventListener('pause', () => {
      if (this.#sound === null && !isOn() && this.isOn) this.#set({ status: 'paused' });
    });
    audio.addEventListener('ended', () => this.#set({ status: 'paused' }));
    audio.addEventListener('error', () => {
      // Without an output device Firefox decodes, begins to play and then reports a decoding error.
      const isDevice = audio.error?.code === MediaError.MEDIA_ERR_DECODE && this.state().status === 'playing';
      if (this.#sound === null) this.#fail(isDevice ? 'device' : 'file');
    });
    audio.addEventListener('timeupdate', () => this.#set({}));
    audio.addEventListener('durationchange', () => this.#set({}));
    return audio;
  }

  /** Firefox goes on by its own clock after an error. */
  #fail(failure: PlaybackFailure): void {
    this.#set({ status: 'failed', failure });
    this.#audio?.pause();
  }

  #set(change: Partial<PlaybackState>): void {
    this.store.update((before) => ({ ...before, ...change }));
  }
}

export const playback = new Playback();

/** Of one take: drawn again only when its own status changes, or its place: while it plays, by a tenth of a second. */
export const useTakePlayback = (src: string): { status: PlaybackStatus; at: number } => ({
  status: useStore(playback.store, (state) => (state.src === src ? state.status : 'idle')),
  at: useStore(playback.store, ({ status }) => {
    const at = playback.timeOf(src);
    return status === 'playing' ? Math.floor(at * 10) / 10 : at;
  }),
});
