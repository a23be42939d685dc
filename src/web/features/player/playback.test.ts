import '../../../testing/dom-environment.ts';
import { beforeEach, expect, it, vi } from 'vitest';

import { playback } from './playback.ts';

let audio: HTMLAudioElement;
beforeEach(() => {
  vi.stubGlobal('MediaError', { MEDIA_ERR_DECODE: 3 });
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined);
  const addListener = vi.spyOn(HTMLMediaElement.prototype, 'addEventListener');
  playback.toggle('/warm-up', false);
  audio = (addListener.mock.contexts[0] as HTMLAudioElement | undefined) ?? audio;
});

function fail(code: number) {
  Object.defineProperty(audio, 'error', { configurable: true, value: { code } });
  audio.dispatchEvent(new Event('error'));
}

it('says that there is no sound device, and stops, when a take fails after it began to play (A-2)', () => {
  const pause = vi.spyOn(HTMLMediaElement.prototype, 'pause');
  playback.toggle('/a', false);
  audio.dispatchEvent(new Event('playing'));
  fail(3);
  expect(playback.state()).toMatchObject({ status: 'failed', failure: 'device' });
  expect(pause).toHaveBeenCalled();
});

it('says that the file is to blame when a take never began to play', () => {
  playback.toggle('/b', false);
  fail(4);
  expect(playback.state()).toMatchObject({ status: 'failed', failure: 'file' });
});
