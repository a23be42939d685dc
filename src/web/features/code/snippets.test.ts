import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { anyRequest } from '../../../testing/request-arbitrary.ts';
import { checkCallback } from './check-callback.ts';
import { parseRequest } from './parse-request.ts';
import { shellWords } from './shell-words.ts';
import { addressOf, LANGUAGES, snippet, TARGETS, wireBody } from './snippets.ts';

const MODELS = ['V5', 'V5_5'];
const awkward: SoundRequest = {
  ...emptySound,
  prompt: `rain's "end" $HOME \`id\` \\ back
line two é 雨`,
  soundKey: 'D#m',
  soundTempo: 90,
  soundLoop: true,
  callBackUrl: 'https://example.com/done?a=1&b=2',
};
const sending = (request: SoundRequest, target: (typeof TARGETS)[number] = 'vendor') => ({
  target,
  address: addressOf(target, 'http://localhost:4860', undefined),
  body: wireBody(request),
});

describe('the code of a request', () => {
  it('leaves Auto and Any out of the body', () => {
    expect(wireBody({ ...emptySound, prompt: ' rain ' })).toEqual({
      prompt: 'rain',
      model: 'V5',
      soundLoop: false,
      grabLyrics: false,
    });
  });

  it.each(TARGETS.flatMap((target) => LANGUAGES.slice(0, 3).map((language) => [language, target] as const)))(
    'as %s for %s names the key by its variable only',
    (language, target) => {
      const code = snippet(language, sending(awkward, target));
      expect(code).toContain(target === 'ours' ? 'CUESMITH_TOKEN' : 'SOUNDS_API_KEY');
      expect(code).toContain('/api/v1/generate/sounds');
      expect(code.includes('Idempotency-Key')).toBe(target === 'ours');
    },
  );

  it.each(TARGETS.flatMap((target) => LANGUAGES.map((language) => [language, target] as const)))(
    'as %s for %s comes back into the form as it was, whatever it asks for',
    (language, target) => {
      const same = (request: SoundRequest): void => {
        const read = parseRequest(snippet(language, sending(request, target)), MODELS);
        expect(read).toEqual({ request, remarks: [] });
      };
      same(awkward);
      fc.assert(fc.property(anyRequest, same));
    },
  );
});

describe('a pasted request', () => {
  it.each([
    [`curl -X POST https://h/x -H "Authorization: Bearer $KEY" -d '{"prompt":"rain","soundTempo":90}'`],
    [`curl https://h/x \\\n  --json $'{"prompt":"rain",\\n"soundTempo":90}'`],
    [`$ curl https://h/x --data-raw="{\\"prompt\\":\\"rain\\",\\"soundTempo\\":\\"90\\"}"`],
    [`{"model":"V5","input":{"prompt":"rain","sound_tempo":90}}`],
    [`{"tasks":[{"id":"x","request":{"prompt":"rain","soundTempo":90}}]}`],
    [`{"data":{"taskId":"x","param":"{\\"prompt\\":\\"rain\\",\\"soundTempo\\":90}"}}`],
  ])('%s fills the form', (pasted) => {
    expect(parseRequest(pasted, MODELS)).toMatchObject({
      request: { prompt: 'rain', soundTempo: 90, soundKey: 'Any', model: 'V5' },
      remarks: [],
    });
  });

  it('has its spelling put right and its strangers left out, and says so', () => {
    const pasted = `{"prompt":"rain","soundKey":"Ebm","soundTempo":900,"model":"V9","style":"x"}`;
    expect(parseRequest(pasted, MODELS)).toMatchObject({
      request: { soundKey: 'D#m', soundTempo: null, model: 'V5' },
      remarks: [
        'Key was “Ebm”: D#m instead.',
        'BPM was 900, which is not possible: left as it is.',
        'Model was “V9”: V5 instead.',
        'Left out, not known here: style.',
      ],
    });
  });

  it.each([
    `curl https://h -H 'Authorization: Bearer sk-12345678' -d '{"prompt":"rain"}'`,
    `fetch(u, { headers: { Authorization: "Bearer sk-12345678" }, body: JSON.stringify({"prompt": "rain"}) })`,
    `requests.post(u, headers={"Authorization": "Bearer sk-12345678"}, json={"prompt": "rain", "soundLoop": True})`,
  ])('loses the key it came with, and says so: %s', (pasted) => {
    const read = parseRequest(pasted, MODELS);
    expect(JSON.stringify(read)).not.toContain('sk-12345678');
    expect(read).toMatchObject({
      request: { prompt: 'rain' },
      remarks: ['A key was in there. It was not kept: keys live on the server.'],
    });
  });

  it.each([
    ['', 'empty'],
    ['soft rain', 'not-json'],
    ['[1, 2]', 'not-json'],
    ['curl https://h', 'no-body'],
    ['curl https://h -d @body.json', 'no-body'],
    ['{"style":"x"}', 'not-a-request'],
  ])('"%s" is refused as %s', (pasted, problem) => {
    expect(parseRequest(pasted, MODELS)).toEqual({ problem });
  });
});

describe('a command', () => {
  it.each([
    [`a 'b c' "d \\" e" f\\ g`, ['a', 'b c', 'd " e', 'f g']],
    [`'it'\\''s' $'a\\nb\\u00e9'`, ["it's", 'a\nbé']],
    ['a \\\n  b ^\r\n c', ['a', 'b', 'c']],
  ])('%s is read as a shell does', (command, words) => {
    expect(shellWords(command)).toEqual(words);
  });
});

describe('a callback address', () => {
  it.each([
    ['', false, 'usual'],
    ['https://example.com/done', false, 'ok'],
    ['http://example.com/done', false, 'warn'],
    ['https://localhost/done', false, 'warn'],
    ['https://127.1/done', false, 'warn'],
    ['http://2130706433/done', false, 'warn'],
    ['https://[::1]/done', false, 'warn'],
    ['https://192.168.1.4/done', false, 'warn'],
    ['https://172.20.0.1/done', false, 'warn'],
    ['https://172.32.0.1/done', false, 'ok'],
    ['https://[fd00::1]/done', false, 'warn'],
    ['https://nas/done', false, 'warn'],
    ['https://me:pw@example.com/done', false, 'warn'],
    ['ftp://example.com', false, 'warn'],
    ['half a thought', false, 'warn'],
  ])('%s is %s', (typed, isSandbox, look) => {
    expect(checkCallback(typed, isSandbox).look).toBe(look);
  });

  it('on this machine works in the sandbox alone', () => {
    expect(checkCallback('http://localhost:9/x', false).text).toContain('cannot reach this machine');
    expect(checkCallback('http://localhost:9/x', true).text).toContain('sandbox can reach');
  });
});
