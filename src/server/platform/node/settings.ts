import * as z from 'zod';

import { DIALECT_NAMES, SOUNDS_ROUTES, type DialectName, type SoundsRoute } from '#shared/connection.ts';
import { VENDORS } from '#shared/connections/vendors.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';

import { type AddressRange, parseRange } from '../address-ranges.ts';
import { type OutgoingProxies, parseNoProxy, parseProxy } from './network/outgoing-proxy.ts';

/** Said to the person who started us, in one line that names the variable; never the value of a secret. */
export class SettingsProblem extends Error {
  override readonly name = 'SettingsProblem';
}

interface UpstreamSettings {
  name: 'sandbox' | DialectName | 'custom';
  /** Null: the sandbox of this process. */
  baseUrl: string | null;
  dialect: DialectName;
  /** Null: the one that the vendor documents. */
  route: SoundsRoute | null;
  apiKey: string | null;
}

export interface Settings {
  port: number;
  host: string;
  dataDir: string;
  upstream: UpstreamSettings;
  models: string[];
  pace: { count: number; perMs: number };
  concurrency: number;
  sandbox: {
    /** It turns away what comes faster, as a vendor does; null: nothing. */
    pace: { count: number; perMs: number } | null;
    /** Whose words it speaks. */
    dialect: DialectName;
  };
  /** An origin. Without an access token only callbacks are answered under it. */
  publicUrl: string | null;
  accessToken: string | null;
  /** What vendors and their audio are asked through. */
  proxies: OutgoingProxies;
  /** The path that a reverse proxy serves us under: `/cuesmith`, or nothing. */
  basePath: string;
  /** Whose `X-Forwarded-…` and `Forwarded` are believed. */
  trustedProxies: AddressRange[];
  /** Host names, without ports; `*.example` stands for all below. */
  allowedHosts: string[];
  /** The same, for vendors' audio. */
  mediaHosts: string[];
  /** The same, for addresses of vendors that are typed in the page. */
  upstreamHosts: string[];
  /** Seals the keys on disk. */
  secretsKey: string | null;
}

const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|\[::1\])$/;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

const OWN_PATHS = ['/api', '/assets', '/healthz', '/login', '/logout', '/media', '/sandbox'];

const text = z.string().trim();
const list = text.transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
const oneOf = <const Names extends readonly string[]>(names: Names) =>
  text.pipe(z.enum(names, { error: `must be one of: ${names.join(', ')}.` }));
const whole = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}.`;
  return text
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((n) => n >= min && n <= max, { error });
};
const secret = text.regex(/^[\x21-\x7e]+$/, { error: 'must be plain ASCII without spaces.' });

const PACE = /^(\d{1,6})\/(\d{1,6}(?:\.\d{1,3})?)s$/;
const paceError = 'must look like 20/10s: so many sends in so many seconds.';
const pace = text
  .regex(PACE, { error: paceError })
  .transform((value) => {
    const [, count, seconds] = PACE.exec(value) ?? [];
    return { count: Number(count), perMs: Number(seconds) * 1000 };
  })
  .refine(({ count, perMs }) => count > 0 && perMs > 0, { error: paceError });

const webUrl = z.url({ protocol: /^https?$/ });
const isOrigin = (value: string) => {
  const url = URL.parse(value);
  return url !== null && url.pathname === '/' && url.search === '' && url.username === '';
};
/** Every task is marked with it, so it must hold no secret; and paths are put behind it. */
const isBase = (value: string) => {
  const url = URL.parse(value);
  return url !== null && `${url.username}${url.password}${url.search}${url.hash}` === '';
};
/** `/cuesmith`, without an end; a path of our own would be taken for one that the proxy has shortened. */
const basePath = text
  .transform((value) => value.replace(/^\/+|\/+$/g, ''))
  .transform((value) => (value === '' ? '' : `/${value}`))
  .refine((value) => value === '' || /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)+$/.test(value), {
    error: 'must be a path like /cuesmith.',
  })
  .refine((value) => !OWN_PATHS.includes(value), { error: 'must not be a path of Cuesmith itself.' });

const outgoingProxy = text
  .transform(parseProxy)
  .refine((proxy) => proxy !== null, { error: 'must be an HTTP proxy like http://proxy.example:3128.' });

const trustedProxies = list.transform((items, context) => {
  const ranges = items.map(parseRange);
  if (!ranges.includes(null)) return ranges.flatMap((range) => range ?? []);
  context.issues.push({
    code: 'custom',
    input: items,
    message:
      'must be addresses or ranges (10.0.0.7, 172.16.0.0/12), loopback or private, separated by commas.',
  });
  return z.NEVER;
});

const publicUrl = text.refine((value) => webUrl.safeParse(value).success && isOrigin(value), {
  error:
    'must be the http:// or https:// origin this server is reached by, without a path (BASE_PATH takes that).',
});

const hostNames = list
  .transform((hosts) =>
    hosts.map((host) => URL.parse(`http://${host.replace(/^https?:\/\//, '')}`)?.hostname ?? null),
  )
  .refine((names): names is string[] => !names.includes(null), {
    error: 'must be host names, separated by commas.',
  });

const schema = z.object({
  PORT: whole(0, 65_535).default(4860),
  HOST: text.regex(/^[\w.:[\]-]+$/, { error: 'must be an address to listen on.' }).default('127.0.0.1'),
  DATA_DIR: text.default('./data'),
  SOUNDS_UPSTREAM: text.optional(),
  SOUNDS_DIALECT: oneOf(DIALECT_NAMES).optional(),
  SOUNDS_ROUTE: oneOf(SOUNDS_ROUTES).optional(),
  SOUNDS_API_KEY: text
    .transform((value) => value.replace(/^Bearer(\s+|$)/i, ''))
    .pipe(secret)
    .optional(),
  SOUNDS_MODELS: list
    .refine((models) => models.length > 0 && models.every((model) => /^[\w.-]{1,40}$/.test(model)), {
      error: 'must be model names, separated by commas.',
    })
    .default([DEFAULT_MODEL]),
  SOUNDS_PACE: pace.default({ count: 20, perMs: 10_000 }),
  SOUNDS_CONCURRENCY: whole(1, 10_000).default(100),
  SANDBOX_PACE: pace.optional(),
  SANDBOX_DIALECT: oneOf(DIALECT_NAMES).optional(),
  PUBLIC_URL: publicUrl.optional(),
  PUBLIC_CALLBACKS_ONLY: z.stringbool({ error: 'must be yes or no.' }).default(false),
  ACCESS_TOKEN: secret.optional(),
  HTTPS_PROXY: outgoingProxy.optional(),
  HTTP_PROXY: outgoingProxy.optional(),
  NO_PROXY: text.transform(parseNoProxy).default([]),
  BASE_PATH: basePath.default(''),
  TRUSTED_PROXIES: trustedProxies.default([]),
  ALLOWED_HOSTS: hostNames.default([]),
  ALLOWED_MEDIA_HOSTS: hostNames.default([]),
  ALLOWED_UPSTREAM_HOSTS: hostNames.default([]),
  SECRETS_KEY: text.min(10, { error: 'must be at least 10 characters long.' }).optional(),
});

const sandboxDialectOf = (env: z.output<typeof schema>): DialectName => env.SANDBOX_DIALECT ?? 'apibox';

function upstreamOf(env: z.output<typeof schema>): UpstreamSettings {
  const apiKey = env.SOUNDS_API_KEY ?? null;
  const route = env.SOUNDS_ROUTE ?? null;
  const asked = env.SOUNDS_UPSTREAM ?? (apiKey === null ? 'sandbox' : 'apibox');
  if (asked === 'sandbox') {
    const dialect = sandboxDialectOf(env);
    if (env.SOUNDS_DIALECT !== undefined && env.SOUNDS_DIALECT !== dialect) {
      throw new SettingsProblem(
        `SOUNDS_DIALECT: the sandbox speaks ${dialect}. SANDBOX_DIALECT is where to say another.`,
      );
    }
    return { name: 'sandbox', baseUrl: null, dialect, route, apiKey: null };
  }
  const vendor = DIALECT_NAMES.find(
    (name) => name === asked || VENDORS[name].origin === URL.parse(asked)?.origin,
  );
  if (vendor !== undefined) {
    const dialect = env.SOUNDS_DIALECT ?? vendor;
    return { name: vendor, baseUrl: VENDORS[vendor].origin, dialect, route, apiKey };
  }
  if (!webUrl.safeParse(asked).success || !isBase(asked)) {
    throw new SettingsProblem(
      `SOUNDS_UPSTREAM must be sandbox, ${DIALECT_NAMES.join(', ')} or an http(s) URL without a name, password or query.`,
    );
  }
  return {
    name: 'custom',
    baseUrl: asked.replace(/\/+$/, ''),
    dialect: env.SOUNDS_DIALECT ?? 'apibox',
    route,
    apiKey,
  };
}

/** Shorter ones can be guessed by a program, however slowly it is let try. */
const TOKEN_MIN = 10;

/** @throws SettingsProblem when others could reach what costs money */
function assertGuarded({
  HOST,
  ACCESS_TOKEN,
  PUBLIC_URL,
  PUBLIC_CALLBACKS_ONLY,
}: z.output<typeof schema>): void {
  if (ACCESS_TOKEN === undefined && !isLoopback(HOST)) {
    throw new SettingsProblem(
      `HOST=${HOST} opens Cuesmith to the network: anyone there could spend your credits. Set ACCESS_TOKEN to a long secret too, or leave HOST at 127.0.0.1.`,
    );
  }
  if (ACCESS_TOKEN === undefined && PUBLIC_URL !== undefined && !PUBLIC_CALLBACKS_ONLY) {
    throw new SettingsProblem(
      'PUBLIC_URL needs ACCESS_TOKEN: a request that a proxy passes on cannot be told from one of this machine. If your proxy passes nothing but /api/callbacks/, say so with PUBLIC_CALLBACKS_ONLY=yes.',
    );
  }
  const isOpen = PUBLIC_URL !== undefined || !isLoopback(HOST);
  if (isOpen && ACCESS_TOKEN !== undefined && ACCESS_TOKEN.length < TOKEN_MIN) {
    throw new SettingsProblem(
      `ACCESS_TOKEN must be at least ${TOKEN_MIN} characters long: it can be guessed.`,
    );
  }
}

/** Programs write these in small letters, and people in capitals. */
const PROXY_NAME = /^(https?|no)_proxy$/;

/** Docker's `--env-file` hands quotes on that a shell takes off. */
const unquoted = (value: string): string =>
  value
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim();

/** For programs that must not inherit what the person set for the server: their key, above all. */
export const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !Object.hasOwn(schema.shape, name.toUpperCase()) && !name.startsWith('SOUNDS_'),
    ),
  );

/** Reads every setting once. An empty variable counts as not set. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.entries(env)
    .map(
      ([name, value = '']) => [PROXY_NAME.test(name) ? name.toUpperCase() : name, unquoted(value)] as const,
    )
    .filter(([, value]) => value !== '');
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SettingsProblem(`${String(issue?.path[0])} ${issue?.message ?? 'is not valid.'}`);
  }
  const { data } = parsed;
  assertGuarded(data);
  const accessToken = data.ACCESS_TOKEN ?? null;
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    upstream: upstreamOf(data),
    models: [...new Set(data.SOUNDS_MODELS)],
    pace: data.SOUNDS_PACE,
    concurrency: data.SOUNDS_CONCURRENCY,
    sandbox: { pace: data.SANDBOX_PACE ?? null, dialect: sandboxDialectOf(data) },
    publicUrl: data.PUBLIC_URL === undefined ? null : new URL(data.PUBLIC_URL).origin,
    accessToken,
    proxies: {
      https: data.HTTPS_PROXY ?? null,
      http: data.HTTP_PROXY ?? null,
      except: data.NO_PROXY,
    },
    basePath: data.BASE_PATH,
    trustedProxies: data.TRUSTED_PROXIES,
    allowedHosts: data.ALLOWED_HOSTS,
    mediaHosts: data.ALLOWED_MEDIA_HOSTS,
    upstreamHosts: data.ALLOWED_UPSTREAM_HOSTS,
    secretsKey: data.SECRETS_KEY ?? null,
  };
}
