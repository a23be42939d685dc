import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** Where the Worker's own packages and settings are. */
export const WORKER = fileURLToPath(new URL('../../src/cli/worker/', import.meta.url));
const ENTRY = fileURLToPath(new URL('entry.ts', import.meta.url));

/** That of the main workspace. */
export const ACCESS_TOKEN = 'the-token-of-these-tests';

/** Its packages are its own: whoever does not deploy has none of them. */
export function installWorkerPackages(): void {
  if (existsSync(join(WORKER, 'node_modules/wrangler'))) return;
  console.log('Installing what only the Worker needs …');
  execFileSync('npm', ['ci'], { cwd: WORKER, stdio: 'inherit', shell: process.platform === 'win32' });
}

const binaryOf = (name: string): string =>
  createRequire(join(WORKER, 'package.json')).resolve(`${name}/bin/${name}`);

/** The Worker's code in one file, as wrangler would make it. */
export function bundle(folder: string): string {
  const out = join(folder, 'worker.js');
  execFileSync(binaryOf('esbuild'), [
    ENTRY,
    '--bundle',
    '--format=esm',
    '--target=es2024',
    '--conditions=workerd,worker,browser',
    '--external:node:*',
    '--external:cloudflare:*',
    '--loader:.sql=text',
    `--outfile=${out}`,
    '--log-level=warning',
  ]);
  return out;
}

/** As much as Cloudflare gives an isolate. */
export const HEAP_MB = 128;

const quoted = (text: string): string => JSON.stringify(text);

function configOf(
  bundled: string,
  folder: string,
  settings: Readonly<Record<string, string>>,
  heapMb: number,
): string {
  const bindings = Object.entries(settings).map(
    ([name, value]) => `(name = ${quoted(name)}, text = ${quoted(value)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "disk", disk = (path = ${quoted(folder)}, writable = true)),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  v8Flags = ["--max-heap-size=${heapMb}"],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed ${quoted(bundled)})],
  compatibilityDate = "2026-10-01",
  bindings = [
    (name = "WORKSPACE", durableObjectNamespace = "Workspace"),
    ${bindings.join(',\n    ')}
  ],
  durableObjectNamespaces = [(className = "Workspace", uniqueKey = "cuesmith", enableSql = true)],
  durableObjectStorage = (localDisk = "disk"),
);
`;
}

export interface WorkerdOptions {
  /** Writes the calls that it makes of the system into `trace` in its folder. */
  isTraced?: boolean;
  /** Of the one isolate in which all objects are. */
  heapMb?: number;
}

const TRACED = [
  'strace',
  '-f',
  '-y',
  '-s',
  '120',
  '-e',
  'trace=pwrite64,fsync,fdatasync,sendto,write,writev,sendmsg',
];

/**
 * Cloudflare's own runtime on this machine.
 * @param folder where its objects live; another start finds them there
 */
export async function startWorkerd(
  bundled: string,
  folder: string,
  settings: Readonly<Record<string, string>>,
  { isTraced = false, heapMb = HEAP_MB }: WorkerdOptions = {},
) {
  const objects = join(folder, 'objects');
  mkdirSync(objects, { recursive: true });
  const config = join(folder, 'config.capnp');
  writeFileSync(
    config,
    configOf(relative(folder, bundled), objects, { ACCESS_TOKEN, UNLOCKED: 'yes', ...settings }, heapMb),
  );
  const traced = isTraced ? [...TRACED, '-o', join(folder, 'trace')] : [];
  const serve = [binaryOf('workerd'), 'serve', '--experimental', '--control-fd=3', config];
  const [program = '', ...words] = [...traced, ...serve];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], detached: isTraced });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (printed += String(chunk)));
  const left = once(child, 'exit');
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => {
      const { event, port: told } = JSON.parse(line) as { event: string; port?: number };
      if (event === 'listen' && told !== undefined) resolve(told);
    });
    child.once('exit', () => reject(new Error(`workerd did not start:\n${printed}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    objects,
    printed: () => printed,
    left,
    /** Always at once: asked to end, workerd would wait for whoever reads a stream. */
    async kill() {
      // Who traces it leaves it running: the whole group goes.
      if (isTraced && child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
      await left;
    },
  };
}
