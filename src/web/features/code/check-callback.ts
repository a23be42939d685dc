import { strings } from '../../strings/tool-strings.ts';

interface CallbackCheck {
  text: string;
  /** It works, it may not, or nothing is known yet. */
  look: 'usual' | 'ok' | 'warn';
}

const LOCAL_NAME = /^(?:localhost|.+\.localhost|.+\.local|.+\.internal|.+\.test|host\.docker\.internal)$/;

function isLoopback(host: string): boolean {
  return host.startsWith('127.') || host === '[::1]' || host === '0.0.0.0' || host === '[::]';
}

/** RFC 1918, link-local, carrier NAT, and their IPv6 kin; `URL` has already spelt the address out. */
function isPrivate(host: string): boolean {
  return (
    /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
      host,
    ) ||
    /^\[(?:f[cd]|fe[89ab])/.test(host) ||
    !/[.:]/.test(host)
  );
}

/** Whether the vendor will be able to post to this address; the form itself only asks for http or https. */
export function checkCallback(typed: string, isSandbox: boolean): CallbackCheck {
  const text = typed.trim();
  if (text === '') return { text: strings.callback.usual, look: 'usual' };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return { text: strings.callback.http, look: 'warn' };
  const host = url.hostname;
  const isLocal = LOCAL_NAME.test(host) || isLoopback(host);
  if (isLocal && isSandbox) return { text: strings.callback.localSandbox, look: 'warn' };
  if (isLocal) return { text: strings.callback.local, look: 'warn' };
  if (isPrivate(host)) return { text: strings.callback.private, look: 'warn' };
  if (url.protocol === 'http:') return { text: strings.callback.http, look: 'warn' };
  if (url.username !== '' || url.password !== '') return { text: strings.callback.secret, look: 'warn' };
  return { text: strings.callback.good, look: 'ok' };
}

/** What the vendor posts at the end, in its own mixed casing. */
export const SAMPLE_CALLBACK = {
  code: 200,
  msg: 'All generated successfully.',
  data: {
    callbackType: 'complete',
    task_id: '3f0c9a7e51d24b86',
    data: [
      {
        id: '0b6d1f0e-1111-4222-8333-944455556666',
        audio_url: 'https://files.example/a.mp3',
        stream_audio_url: 'https://stream.example/a',
        image_url: 'https://files.example/a.jpeg',
        prompt: '',
        model_name: 'chirp-example',
        title: 'Soft rain',
        tags: 'foley',
        createTime: '2026-01-01 00:00:00',
        duration: 10.667,
      },
    ],
  },
} as const;
