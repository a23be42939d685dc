import { expect, test } from 'vitest';

import { inBothCasings } from './casings.ts';

test.each<[object, object]>([
  [
    { id: 'a', audioUrl: 'x' },
    { id: 'a', audioUrl: 'x', audio_url: 'x' },
  ],
  [
    { audio_url: 'x', source_stream_audio_url: 'y' },
    { audio_url: 'x', audioUrl: 'x', source_stream_audio_url: 'y', sourceStreamAudioUrl: 'y' },
  ],
  [
    { audioUrl: '', audio_url: 'x' },
    { audioUrl: 'x', audio_url: 'x' },
  ],
  [
    { audio_url: 'x', audioUrl: null },
    { audioUrl: 'x', audio_url: 'x' },
  ],
  [
    { audioUrl: '', audio_url: null },
    { audioUrl: '', audio_url: null },
  ],
  [
    { createTime: 1, duration: null },
    { createTime: 1, create_time: 1, duration: null },
  ],
])('%j is told in both casings', (fields, expected) => {
  expect(inBothCasings(fields)).toEqual(expected);
});
