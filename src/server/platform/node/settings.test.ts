import { describe, expect, it } from 'vitest';

import { readSettings } from './settings.ts';

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(readSettings({})).toEqual({
      port: 4860,
      host: '127.0.0.1',
      dataDir: './data',
      upstream: { name: 'sandbox', baseUrl: null, dialect: 'apibox', apiKey: null, route: null },
      models: ['V5'],
      pace: { count: 20, perMs: 10_000 },
      concurrency: 100,
      sandbox: { pace: null, dialect: 'apibox' },
      publicUrl: null,
      accessToken: null,
      proxies: { http: null, https: null, except: [] },
      basePath: '',
      trustedProxies: [],
      allowedHosts: [],
      mediaHosts: [],
      upstreamHosts: [],
      secretsKey: null,
    });
  });

  it('takes an empty variable as not set', () => {
    expect(readSettings({ PORT: '', SOUNDS_API_KEY: ' ', ACCESS_TOKEN: '' })).toEqual(readSettings({}));
  });

  it.each(['"sk-1"', "'sk-1'", ' "sk-1" ', '"Bearer sk-1"', 'sk-1'])('takes quotes off: %s', (key) => {
    expect(readSettings({ SOUNDS_API_KEY: key }).upstream.apiKey).toBe('sk-1');
    expect(readSettings({ SOUNDS_API_KEY: '""', PORT: '"4861"' })).toMatchObject({
      port: 4861,
      upstream: { apiKey: null },
    });
  });

  it.each([
    [{ SOUNDS_API_KEY: 'k1' }, 'apibox', 'https://apibox.erweima.ai', 'apibox'],
    [{ SOUNDS_UPSTREAM: 'sunoapi' }, 'sunoapi', 'https://api.sunoapi.org', 'sunoapi'],
    [{ SOUNDS_UPSTREAM: 'kie' }, 'kie', 'https://api.kie.ai', 'kie'],
    [{ SOUNDS_UPSTREAM: 'https://api.kie.ai/' }, 'kie', 'https://api.kie.ai', 'kie'],
    [{ SOUNDS_UPSTREAM: 'http://localhost:4861' }, 'custom', 'http://localhost:4861', 'apibox'],
    [
      { SOUNDS_UPSTREAM: 'http://localhost:4861/', SOUNDS_DIALECT: 'kie' },
      'custom',
      'http://localhost:4861',
      'kie',
    ],
    [
      { SOUNDS_UPSTREAM: 'http://localhost:4860/sandbox' },
      'custom',
      'http://localhost:4860/sandbox',
      'apibox',
    ],
    [{ SOUNDS_UPSTREAM: 'sandbox', SOUNDS_API_KEY: 'k1' }, 'sandbox', null, 'apibox'],
  ])('%o means upstream %s', (env, name, baseUrl, dialect) => {
    expect(readSettings(env).upstream).toMatchObject({ name, baseUrl, dialect });
  });

  it('lets the sandbox speak as another vendor, and throttle as one', () => {
    const { sandbox, upstream } = readSettings({
      SANDBOX_DIALECT: 'kie',
      SANDBOX_PACE: '20/10s',
      SOUNDS_ROUTE: 'generate',
    });
    expect(sandbox).toEqual({ dialect: 'kie', pace: { count: 20, perMs: 10_000 } });
    expect(upstream).toMatchObject({ name: 'sandbox', dialect: 'kie', route: 'generate' });
  });

  it('strips a pasted Bearer from the key', () => {
    expect(readSettings({ SOUNDS_API_KEY: 'Bearer  k1' }).upstream.apiKey).toBe('k1');
  });

  it.each([
    [{ PORT: '0' }, { port: 0 }],
    [{ SOUNDS_MODELS: 'V6, V5,V6' }, { models: ['V6', 'V5'] }],
    [{ SOUNDS_PACE: '3/1s' }, { pace: { count: 3, perMs: 1000 } }],
    [{ SOUNDS_PACE: '1/0.5s' }, { pace: { count: 1, perMs: 500 } }],
    [{ SOUNDS_CONCURRENCY: '7' }, { concurrency: 7 }],
    [
      { PUBLIC_URL: 'https://cues.example/', ACCESS_TOKEN: 'a-long-access-token' },
      { publicUrl: 'https://cues.example' },
    ],
    [
      { PUBLIC_URL: 'https://cues.example/', PUBLIC_CALLBACKS_ONLY: 'yes' },
      { publicUrl: 'https://cues.example', accessToken: null },
    ],
    [
      { ALLOWED_HOSTS: 'https://cues.example, *.tail1234.ts.net' },
      { allowedHosts: ['cues.example', '*.tail1234.ts.net'] },
    ],
    [{ ALLOWED_MEDIA_HOSTS: 'nas.lan:9000,192.168.1.5' }, { mediaHosts: ['nas.lan', '192.168.1.5'] }],
    [{ ALLOWED_HOSTS: 'studio.lan, Desk.lan:4860' }, { allowedHosts: ['studio.lan', 'desk.lan'] }],
    [
      { HOST: '0.0.0.0', ACCESS_TOKEN: 'long-secret' },
      { host: '0.0.0.0', accessToken: 'long-secret' },
    ],
    [{ HOST: '::1' }, { host: '::1' }],
    [{ BASE_PATH: '/' }, { basePath: '' }],
    [{ BASE_PATH: 'cuesmith/' }, { basePath: '/cuesmith' }],
    [{ BASE_PATH: '/audio/cuesmith' }, { basePath: '/audio/cuesmith' }],
  ])('takes %o', (env, expected) => {
    expect(readSettings(env)).toMatchObject(expected);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ HOST: '0.0.0.0' }, 'ACCESS_TOKEN'],
    [{ HOST: 'studio.lan' }, 'ACCESS_TOKEN'],
    [{ HOST: '0.0.0.0', ACCESS_TOKEN: 'sesame' }, 'ACCESS_TOKEN'],
    [{ PUBLIC_URL: 'https://cues.example' }, 'PUBLIC_URL needs ACCESS_TOKEN'],
    [{ PUBLIC_URL: 'https://cues.example', PUBLIC_CALLBACKS_ONLY: 'perhaps' }, 'PUBLIC_CALLBACKS_ONLY'],
    [{ HOST: '127.0.0.1 ; rm' }, 'HOST'],
    [{ SOUNDS_UPSTREAM: 'ftp://files.example' }, 'SOUNDS_UPSTREAM'],
    [{ SOUNDS_UPSTREAM: 'suno' }, 'SOUNDS_UPSTREAM'],
    [{ SOUNDS_UPSTREAM: 'https://me:hunter2@vendor.example' }, 'SOUNDS_UPSTREAM'],
    [{ SOUNDS_UPSTREAM: 'https://vendor.example/?key=hunter2' }, 'SOUNDS_UPSTREAM'],
    [{ SOUNDS_DIALECT: 'suno' }, 'SOUNDS_DIALECT'],
    [{ SOUNDS_ROUTE: 'songs' }, 'SOUNDS_ROUTE'],
    [{ SANDBOX_DIALECT: 'suno' }, 'SANDBOX_DIALECT'],
    [{ SANDBOX_PACE: '20' }, 'SANDBOX_PACE'],
    [{ SOUNDS_UPSTREAM: 'sandbox', SOUNDS_DIALECT: 'kie' }, 'SOUNDS_DIALECT'],
    [{ SOUNDS_API_KEY: 'two words' }, 'SOUNDS_API_KEY'],
    [{ SOUNDS_API_KEY: 'Bearer ' }, 'SOUNDS_API_KEY'],
    [{ SOUNDS_MODELS: ',' }, 'SOUNDS_MODELS'],
    [{ SOUNDS_MODELS: 'V5;V6' }, 'SOUNDS_MODELS'],
    [{ SOUNDS_PACE: '20' }, 'SOUNDS_PACE'],
    [{ SOUNDS_PACE: '0/10s' }, 'SOUNDS_PACE'],
    [{ SOUNDS_PACE: '20/0s' }, 'SOUNDS_PACE'],
    [{ SOUNDS_CONCURRENCY: '0' }, 'SOUNDS_CONCURRENCY'],
    [{ PUBLIC_URL: 'cues.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://cues.example/app' }, 'PUBLIC_URL'],
    [{ ACCESS_TOKEN: 'two words' }, 'ACCESS_TOKEN'],
    [{ BASE_PATH: 'https://cues.example/cuesmith' }, 'BASE_PATH'],
    [{ BASE_PATH: '/../etc' }, 'BASE_PATH'],
    [{ BASE_PATH: '/api' }, 'BASE_PATH'],
    [{ TRUSTED_PROXIES: 'nginx' }, 'TRUSTED_PROXIES'],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES'],
    [{ ALLOWED_HOSTS: 'a b' }, 'ALLOWED_HOSTS'],
  ])('refuses %o in one line that names %s', (env, name) => {
    expect(() => readSettings(env)).toThrow(new RegExp(`^[^\\n]*${name}[^\\n]*$`));
  });

  it('never repeats a secret in what it says', () => {
    expect(() => readSettings({ SOUNDS_API_KEY: 'hush hush' })).toThrow(/^(?!.*hush).*$/);
    expect(() => readSettings({ ACCESS_TOKEN: 'hush hush' })).toThrow(/^(?!.*hush).*$/);
  });
});
