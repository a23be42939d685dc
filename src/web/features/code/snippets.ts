import type { Connection } from '#shared/connection.ts';
import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

export const LANGUAGES = ['curl', 'fetch', 'Python', 'JSON'] as const;
export type Language = (typeof LANGUAGES)[number];
export const TARGETS = ['ours', 'vendor'] as const;
export type Target = (typeof TARGETS)[number];

type Value = string | number | boolean;
type WireBody = Record<string, Value>;

const PATH = '/api/v1/generate/sounds';
/** Whose API this is, where the page runs on the sandbox or on an address of its own. */
const DOCUMENTED_VENDOR = 'https://apibox.erweima.ai';

export const KEY_NAME: Record<Target, string> = { ours: 'CUESMITH_TOKEN', vendor: 'SOUNDS_API_KEY' };

/** The body on the wire: Auto is a field left out. */
export function wireBody(request: SoundRequest): WireBody {
  const { prompt, model, soundLoop, soundTempo, soundKey, grabLyrics, callBackUrl } = request;
  return {
    prompt: prompt.trim(),
    model,
    soundLoop,
    ...(soundTempo === null || Number.isNaN(soundTempo) ? {} : { soundTempo }),
    ...(soundKey === emptySound.soundKey ? {} : { soundKey }),
    grabLyrics,
    ...(callBackUrl ? { callBackUrl } : {}),
  };
}

export function addressOf(target: Target, base: string, connection: Connection | undefined): string {
  if (target === 'ours') return base.replace(/\/$/, '') + PATH;
  const isVendor = connection !== undefined && !['sandbox', 'custom'].includes(connection.vendor);
  return `${isVendor ? `https://${connection.host}` : DOCUMENTED_VENDOR}${PATH}`;
}

/** For a POSIX shell: nothing inside single quotes means anything. */
const shellQuote = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const pythonValue = (value: Value) =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);

interface Sending {
  target: Target;
  address: string;
  body: WireBody;
}

const authorization = (target: Target) => KEY_NAME[target];

function curl({ target, address, body }: Sending): string {
  const lines = [
    `curl ${shellQuote(address)}`,
    `-H "Authorization: Bearer $${authorization(target)}"`,
    ...(target === 'ours' ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    `-H 'Content-Type: application/json'`,
    `--data-raw ${shellQuote(JSON.stringify(body, null, 2))}`,
  ];
  return lines.join(' \\\n  ');
}

function fetchCall({ target, address, body }: Sending): string {
  const indented = JSON.stringify(body, null, 2).replaceAll('\n', '\n  ');
  return `const response = await fetch(${JSON.stringify(address)}, {
  method: 'POST',
  headers: {
    Authorization: \`Bearer \${process.env.${authorization(target)}}\`,${
      target === 'ours' ? "\n    'Idempotency-Key': crypto.randomUUID()," : ''
    }
    'Content-Type': 'application/json',
  },
  body: JSON.stringify(${indented}),
});
const { code, msg, data } = await response.json();
if (code !== 200) throw new Error(\`\${code} \${msg}\`);
console.log(data.taskId);`;
}

function python({ target, address, body }: Sending): string {
  const fields = Object.entries(body).map(([name, value]) => `        "${name}": ${pythonValue(value)},`);
  return `import os${target === 'ours' ? ', uuid' : ''}
import requests

answer = requests.post(
    ${JSON.stringify(address)},
    headers={
        "Authorization": f"Bearer {os.environ.get('${authorization(target)}', '')}",${
          target === 'ours' ? '\n        "Idempotency-Key": str(uuid.uuid4()),' : ''
        }
    },
    json={
${fields.join('\n')}
    },
    timeout=120,
).json()
if answer["code"] != 200:
    raise SystemExit(f"{answer['code']} {answer['msg']}")
print(answer["data"]["taskId"])`;
}

/** The request in one language, ready to run; the key only ever by the name of its variable. */
export function snippet(language: Language, sending: Sending): string {
  switch (language) {
    case 'curl':
      return curl(sending);
    case 'fetch':
      return fetchCall(sending);
    case 'Python':
      return python(sending);
    case 'JSON':
      return JSON.stringify(sending.body, null, 2);
  }
}
