import { describe, expect, test } from 'vitest';

import { emptySound } from '../empty-sound.ts';
import { readDropIn, readJob, SOUNDS_JOB } from './drop-in-request.ts';

const rain = { prompt: 'soft rain', model: 'V5' };
const good = { ...emptySound, ...rain };

describe('a drop-in body', () => {
  test.each<[string, object]>([
    ['only prompt and model', rain],
    ['unknown fields', { ...rain, customMode: true, style: 'jazz', __proto__x: 1 }],
    ['an empty callBackUrl', { ...rain, callBackUrl: '' }],
    ['null for each optional field', { ...rain, callBackUrl: null, soundLoop: null, soundTempo: null }],
    ['"" for each optional field', { ...rain, soundKey: '', grabLyrics: '', soundTempo: '', soundLoop: '' }],
    ['blanks around', { ...rain, prompt: '  soft rain\n', model: ' V5 ' }],
  ])('with %s asks for what the vendor would make of it', (_, body) => {
    expect(readDropIn(body)).toEqual({ request: good, issue: null });
  });

  test.each(['V5_5', 'V6', 'V6_WILD', 'V6_MINI', 'V7'])('takes the model %s', (model) => {
    expect(readDropIn({ ...rain, model }).request?.model).toBe(model);
  });

  test.each([{ prompt: 'soft rain' }, { ...rain, model: '' }, { ...rain, model: null }])(
    'may name no model: %j',
    (body) => {
      expect(readDropIn(body).request?.model).toBeNull();
    },
  );

  test.each<[object | null, string, string]>([
    [null, 'body', 'invalid'],
    [[rain], 'body', 'invalid'],
    [{ model: 'V5' }, 'prompt', 'missing'],
    [{ ...rain, prompt: '' }, 'prompt', 'missing'],
    [{ ...rain, prompt: ' \n ' }, 'prompt', 'invalid'],
    [{ ...rain, prompt: 'x'.repeat(501) }, 'prompt', 'too-long'],
    [{ ...rain, prompt: ' '.repeat(501) }, 'prompt', 'too-long'],
    [{ ...rain, prompt: `${'x'.repeat(500)} ` }, 'prompt', 'too-long'],
    [{ ...rain, model: 5 }, 'model', 'invalid'],
    [{ ...rain, soundTempo: 301 }, 'soundTempo', 'invalid'],
    [{ ...rain, soundKey: 'Db' }, 'soundKey', 'invalid'],
    [{ ...rain, callBackUrl: 'javascript:alert(1)' }, 'callBackUrl', 'invalid'],
  ])('%j is refused naming %s, as %s', (body, field, kind) => {
    expect(readDropIn(body).issue).toMatchObject({ field, kind });
  });
});

describe('a job', () => {
  const input = {
    ...rain,
    sound_loop: true,
    sound_tempo: 90,
    sound_key: 'Am',
    grab_lyrics: false,
    style: 'unknown',
  };

  test('says the same in snake_case', () => {
    const callBackUrl = 'https://receiver.example/done';
    expect(readJob({ model: SOUNDS_JOB, callBackUrl, input }).request).toEqual({
      ...good,
      soundLoop: true,
      soundTempo: 90,
      soundKey: 'Am',
      callBackUrl,
    });
    expect(readJob({ model: SOUNDS_JOB, callBackUrl: '', input: rain }).request).toEqual(good);
  });

  test.each<[object | null, string, string]>([
    [null, 'body', 'invalid'],
    [{ input }, 'model', 'missing'],
    [{ model: 'ai-music-api/generate', input }, 'model', 'invalid'],
    [{ model: SOUNDS_JOB }, 'input', 'missing'],
    [{ model: SOUNDS_JOB, input: 'rain' }, 'input', 'invalid'],
    [{ model: SOUNDS_JOB, input: { model: 'V5' } }, 'input.prompt', 'missing'],
    [{ model: SOUNDS_JOB, input: { ...input, sound_key: 'Db' } }, 'input.sound_key', 'invalid'],
    [{ model: SOUNDS_JOB, input, callBackUrl: '/here' }, 'callBackUrl', 'invalid'],
  ])('%j is refused naming %s, as %s', (body, field, kind) => {
    expect(readJob(body).issue).toMatchObject({ field, kind });
  });
});
