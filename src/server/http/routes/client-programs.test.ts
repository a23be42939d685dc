import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { decodeMp3 } from '../../../testing/decode-audio.ts';
import { startFaultyVendor } from '../../../testing/faulty-vendor/faulty-vendor.ts';
import { startServer } from '../../../testing/start-app.ts';

type Track = Record<string, string>;

/** `data` of an answer, as such programs take it: they check nothing. */
interface Found {
  taskId: string;
  status: string;
  state: string;
  successFlag: string;
  param: string;
  resultJson: string;
  response: { sunoData: Track[]; data: Track[]; audioWavUrl: string } | null;
}

const TOKEN = 'correct-horse-battery';
const PATIENCE = { interval: 50, timeout: 20_000 };

/** A program written for the vendor: it knows a base URL and a key, and nothing of us. */
function program(base: string, key = TOKEN) {
  const call = async (path: string, body?: object): Promise<Found> => {
    const response = await fetch(`${base}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { code: number; msg: string; data: Found };
    if (!response.ok || answer.code !== 200) throw new Error(`HTTP ${response.status}: ${answer.msg}`);
    return answer.data;
  };
  const poll = (path: string, isDone: (data: Found) => boolean): Promise<Found> =>
    vi.waitFor(async () => {
      const data = await call(path);
      expect(isDone(data)).toBe(true);
      return data;
    }, PATIENCE);
  /** Saves as such programs do: no header, named by the last segment of the path. */
  const download = async (urls: string[]): Promise<Map<string, Uint8Array>> => {
    const files = new Map<string, Uint8Array>();
    for (const url of urls) {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`HTTP ${response.status} for ${url}`);
      files.set(new URL(url).pathname.split('/').at(-1) ?? '', await response.bytes());
    }
    return files;
  };
  return { call, poll, download };
}

/** Two files under two names, that decode to two different sounds. */
async function expectTwoSounds(files: Map<string, Uint8Array>): Promise<void> {
  expect([...files.keys()]).toEqual([
    expect.stringMatching(/^[\w-]{16,}\.mp3$/),
    expect.stringMatching(/^[\w-]{16,}\.mp3$/),
  ]);
  const [a = new Float32Array(), b = new Float32Array()] = await Promise.all(
    [...files.values()].map(decodeMp3),
  );
  expect(a.length).toBeGreaterThan(10_000);
  expect(b.length).toBeGreaterThan(10_000);
  expect(a.slice(5000, 10_000)).not.toEqual(b.slice(5000, 10_000));
}

const isSuccess = ({ status }: Found) => status === 'SUCCESS';
const tracksOf = ({ response }: Found) => response?.sunoData ?? [];
const every = (tracks: Track[], field: string): string[] => tracks.map((track) => track[field] ?? '');

/** On the sandbox, and on a vendor across the network; always with a login, which no program knows of. */
const VENDORS = ['the sandbox', 'the sandbox as kie', 'a vendor'] as const;

async function serverOn(vendor: (typeof VENDORS)[number]) {
  if (vendor === 'the sandbox') return startServer({ env: { ACCESS_TOKEN: TOKEN } });
  if (vendor === 'the sandbox as kie')
    return startServer({ env: { ACCESS_TOKEN: TOKEN, SANDBOX_DIALECT: 'kie' } });
  const far = await startServer();
  return startServer({
    env: { ACCESS_TOKEN: TOKEN, SOUNDS_UPSTREAM: `${far.url}/sandbox`, SOUNDS_API_KEY: 'a-vendor-key' },
  });
}

describe.each(VENDORS)('against %s, a program that', (vendor) => {
  test('sends V5_5, fields of songs and an empty callBackUrl, and reads camelCase only', async () => {
    const { url } = await serverOn(vendor);
    const { call, poll, download } = program(url);
    const { taskId } = await call('/generate/sounds', {
      prompt: 'soft rain',
      model: 'V5_5',
      customMode: false,
      instrumental: true,
      style: '',
      negativeTags: 'vocals',
      callBackUrl: '',
    });
    const data = await poll(`/generate/record-info?taskId=${taskId}`, isSuccess);
    expect(tracksOf(data)).toHaveLength(2);
    for (const field of ['audioUrl', 'sourceAudioUrl', 'streamAudioUrl'])
      await expectTwoSounds(await download(every(tracksOf(data), field)));
  });

  test('reads snake_case only, and the list as data', async () => {
    const { url } = await serverOn(vendor);
    const { call, poll, download } = program(url);
    const { taskId } = await call('/generate/sounds', { prompt: 'soft rain', model: 'V6', soundLoop: true });
    const data = await poll(`/generate/record-info?taskId=${taskId}`, isSuccess);
    const tracks = data.response?.data ?? [];
    expect(every(tracks, 'model_name')).not.toContain('');
    for (const field of ['audio_url', 'source_stream_audio_url'])
      await expectTwoSounds(await download(every(tracks, field)));
  });

  test('asks for its balance at kie’s address first, and puts the time behind each question', async () => {
    const { url } = await serverOn(vendor);
    const { call, poll, download } = program(`${url}/`);
    expect(await call('/chat/credit')).toBeGreaterThan(0);
    const { taskId } = await call('/generate/sounds', { prompt: 'soft rain', model: 'V6_MINI' });
    const data = await poll(`/generate/record-info?taskId=${taskId}&_=${Date.now()}`, isSuccess);
    await expectTwoSounds(await download(every(tracksOf(data), 'audioUrl')));
  });

  test('uses the jobs route, and reads the addresses from resultJson', async () => {
    const { url } = await serverOn(vendor);
    const { call, poll, download } = program(url);
    const { taskId } = await call('/jobs/createTask', {
      model: 'ai-music-api/sounds',
      callBackUrl: '',
      input: { prompt: 'soft rain', model: 'V5_5', sound_loop: true, sound_tempo: 90, sound_key: 'Am' },
    });
    const data = await poll(`/jobs/recordInfo?taskId=${taskId}`, ({ state }) => state === 'success');
    const result = JSON.parse(data.resultJson) as { resultUrls: string[]; data: Track[] };
    await expectTwoSounds(await download(result.resultUrls));
    await expectTwoSounds(await download(every(result.data, 'audio_url')));
    expect(JSON.parse(data.param)).toMatchObject({ input: { sound_tempo: 90, sound_key: 'Am' } });
  });

  test('converts a take to WAV and downloads it', async () => {
    const { url } = await serverOn(vendor);
    const { call, poll, download } = program(url);
    const { taskId } = await call('/generate/sounds', { prompt: 'soft rain', model: 'V5' });
    const data = await poll(`/generate/record-info?taskId=${taskId}`, isSuccess);
    const audioId = tracksOf(data)[0]?.['id'] ?? '';
    const wav = await call('/wav/generate', { taskId, audioId, callBackUrl: '' });
    expect(await call('/wav/generate', { taskId, audioId })).toEqual(wav);
    const done = await poll(
      `/wav/record-info?taskId=${wav.taskId}`,
      ({ successFlag }) => successFlag === 'SUCCESS',
    );
    const [[name, bytes] = ['', new Uint8Array()]] = await download([done.response?.audioWavUrl ?? '']);
    expect(name).toBe(`${audioId}.wav`);
    expect(new TextDecoder('latin1').decode(bytes.slice(0, 12))).toMatch(/^RIFF[^]{4}WAVE$/);
    expect(bytes.length).toBeGreaterThan(80_000);
  });
});

/** kie's jobs route tells no take before all are done. */
describe.each(['the sandbox', 'a vendor'] as const)('against %s, a program that', (vendor) => {
  test('downloads what it is given first, while the take still renders', async () => {
    const { url, synth } = await serverOn(vendor);
    const release = synth.hold();
    onTestFinished(release);
    const { call, poll, download } = program(url);
    const { taskId } = await call('/generate/sounds', { prompt: 'soft rain', model: 'V5' });
    const data = await poll(
      `/generate/record-info?taskId=${taskId}`,
      ({ status, response }) => status === 'SUCCESS' || Boolean(response?.sunoData[0]?.['streamAudioUrl']),
    );
    const files = download(every(tracksOf(data), 'streamAudioUrl'));
    release();
    expect((await files).size).toBe(2);
    await expectTwoSounds(await files);
  });
});

test('a vendor across the network that knows the jobs route alone is spoken to by it alone', async () => {
  const vendor = await startFaultyVendor({ plan: { casing: 'snake' } });
  onTestFinished(() => vendor.close());
  const { url } = await startServer({
    env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'a-vendor-key', SOUNDS_DIALECT: 'kie' },
  });
  const { call, poll, download } = program(url);
  const { taskId } = await call('/generate/sounds', { prompt: 'soft rain', model: 'V5' });
  const data = await poll(`/generate/record-info?taskId=${taskId}`, isSuccess);
  const files = await download(every(tracksOf(data), 'audio_url'));
  expect(files.size).toBe(2);
  expect(vendor.billing.map(({ path }) => path)).toEqual(['/api/v1/jobs/createTask']);
});
