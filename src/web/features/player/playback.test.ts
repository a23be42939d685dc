import '../../../testing/dom-environment.ts';
import { beforeEach, expect, it, vi } from 'vitest';

import { playback } from './playback.ts';

let audio: HTMLAudioElement;
beforeEach(() => {
  vi.stubGlobal('MediaError', { MEDIA_ERR_DECODE: 3 });
  const markPaused = (element: HTMLMediaElement, value: boolean) =>
    Object.defineProperty(element, 'paused', { configurable: true, value });
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(async function (this: HTMLMediaElement) {
    markPaused(this, false);
  });
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(function (this: HTMLMediaElement) {
    markPaused(this, true);
  });
  const addListener = vi.spyOn(HTMLMediaElement.prototype, 'addEventListener');
  playback.toggle('/warm-up', false);
  audio = (addListener.mock.contexts[0] as HTMLAudioElement | undefined) ?? audio;
});

function fail(code: number) {
  Object.defineProperty(audio, 'error', { configurable: true, value: { code } });
  audio.dispatchEvent(new Event('error'));
}

it('says that there is no sound device, and stops, when a take fails after it began to play (A-2)', () => {
  playback.toggle('/a', false);
  audio.dispatchEvent(new Event('playing'));
  fail(3);
  expect(playback.state()).toMatchObject({ status: 'failed', failure: 'device' });
  expect(audio.paused).toBe(true);
});

it('says that the file is to blame when a take never began to play', () => {
  playback.toggle('/b', false);
  fail(4);
  expect(playback.state()).toMatchObject({ status: 'failed', failure: 'file' });
});

it('a failure that was read is forgotten, and the next press fetches the take anew', () => {
  playback.toggle('/b2', false);
  fail(4);
  playback.forgetFailure();
  expect(playback.state()).toMatchObject({ src: '/b2', status: 'paused' });
  const setSource = vi.spyOn(audio, 'src', 'set');
  playback.toggle('/b2', false);
  expect(setSource).toHaveBeenCalledWith('/b2');
  expect(playback.state().status).toBe('loading');
  Object.defineProperty(audio, 'error', { configurable: true, value: null });
});

it('a take that is put somewhere while nothing sounds stands there, and says so', () => {
  playback.pause();
  playback.seek('/c', 2.5, false);
  expect(playback.state()).toMatchObject({ src: '/c', status: 'paused' });
  expect(playback.timeOf('/c')).toBe(2.5);
  playback.seek('/c', 4, false);
  expect(playback.timeOf('/c')).toBe(4);
});

it('another take goes on from where it is told while one sounds', () => {
  playback.toggle('/d', false);
  audio.dispatchEvent(new Event('playing'));
  playback.seek('/e', 3, false);
  expect(playback.state()).toMatchObject({ src: '/e', status: 'loading' });
  expect(playback.timeOf('/e')).toBe(3);
});

it('keeps its volume over takes, each as loud as it is told', () => {
  playback.setVolume(0.5);
  playback.setGain(0.5);
  playback.toggle('/f', false);
  expect(audio.volume).toBe(0.25);
  playback.setGain(1);
  expect(audio.volume).toBe(0.5);
  playback.setVolume(1);
});

it('stays paused whatever the element tells late of the time before', () => {
  playback.toggle('/g', false);
  playback.pause();
  for (const name of ['playing', 'waiting', 'pause']) audio.dispatchEvent(new Event(name));
  expect(playback.state().status).toBe('paused');
  expect(playback.isOn).toBe(false);
});

it('goes on loading when it was started again before the element tells of its pause', () => {
  playback.toggle('/h', false);
  playback.pause();
  playback.toggle('/h', false);
  audio.dispatchEvent(new Event('pause'));
  expect(playback.state().status).toBe('loading');
});
