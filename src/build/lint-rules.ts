import { globSync } from 'node:fs';
import { basename, dirname, join, posix, resolve } from 'node:path';

/** The rooms of src/ and what each may import besides itself: "Rooms" of src/README.md. `…/platform` means its ports, not `platform/node`. */
export const WALLS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  audio: ['shared'],
  synth: ['audio', 'shared'],
  sandbox: ['synth', 'audio', 'server/platform', 'shared'],
  'server/platform': ['shared'],
  'server/platform/node': ['server/platform', 'server/vendor', 'shared'],
  'server/platform/workers': ['server/platform', 'shared'],
  'server/vendor': ['server/platform', 'shared'],
  'server/db': ['server/platform', 'shared'],
  'server/tasks': ['server/db', 'server/vendor', 'server/platform', 'shared'],
  'server/http': ['server/tasks', 'server/platform', 'shared'],
  web: ['audio', 'shared'],
  build: ['synth', 'web', 'server/platform', 'server/platform/node', 'audio', 'shared'],
  cli: [
    ...['build', 'sandbox', 'synth', 'audio', 'shared'],
    ...[
      'server/http',
      'server/tasks',
      'server/db',
      'server/vendor',
      'server/platform',
      'server/platform/node',
      'server/platform/workers',
    ],
  ],
};
/** Rooms that know Node; the rest runs on any JavaScript. */
const NODE_ROOMS: readonly string[] = ['cli', 'build', 'server/platform/node'];
/** Folders of web/ that know no data: what they show comes by props. */
const WITHOUT_DATA = /^web\/(ui|lib|strings|styles)\//;
const DATA = /^web\/(features|api|sync|state|app\.tsx|main\.tsx)/;

/** The innermost room of a path below src/; null outside all rooms (testing/, e2e/). */
function roomOf(path: string): string | null {
  const rooms = Object.keys(WALLS).filter((room) => path.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? null;
}

/**
 * Why `file` may not import `specifier`; null when it may.
 * @param file path below src/, `/`-separated
 * @param specifier as written: relative, `#shared/…`, `node:…` or a package
 */
export function whyForbidden(file: string, specifier: string): string | null {
  const room = roomOf(file);
  if (room === null || /\.test\.tsx?$/.test(file)) return null;
  if (specifier.startsWith('node:'))
    return NODE_ROOMS.includes(room) ? null : `Only ${NODE_ROOMS.join(', ')} know Node.`;
  if (/^react(-dom)?($|\/)/.test(specifier))
    return room === 'web' || room === 'build' ? null : 'React only in web/.';
  const path = specifier.startsWith('#shared/')
    ? `shared/${specifier.slice('#shared/'.length)}`
    : join(dirname(file), specifier);
  if (!/^[.#]/.test(specifier)) return null;
  const target = posix.normalize(path.replaceAll('\\', '/'));
  if (WITHOUT_DATA.test(file) && DATA.test(target)) return 'ui/, lib/ and strings/ know no data: props only.';
  if (target.startsWith('testing/')) return 'testing/ is for tests.';
  const other = roomOf(target);
  if (other === null || other === room || WALLS[room]?.includes(other) === true) return null;
  return `${room}/ may import ${['itself', ...(WALLS[room] ?? [])].join(', ')} only (src/README.md, "Rooms"), not ${other}/.`;
}

/** Source files a folder holds before it is divided. */
const FOLDER_MAX = 25;
/** Lines from which a function is worth a second look; oxlint.config.ts has the length that fails. */
const FUNCTION_LINES = 60;
/** Names that say the same in every room. */
const SHARED_NAMES: readonly string[] = ['app.ts'];

/** Paths below src/ of what is neither a test nor a declaration. */
const isSource = (path: string): boolean => /\.(ts|tsx|css)$/.test(path) && !/\.(test|d)\.tsx?$/.test(path);

/**
 * What is wrong with where `file` lies among `files`; null when nothing is.
 * @param files all paths below src/, `/`-separated
 */
export function whyMisplaced(file: string, files: readonly string[]): string | null {
  const name = basename(file);
  const twin = files.find((other) => other !== file && basename(other) === name && isSource(other));
  if (twin !== undefined && !SHARED_NAMES.includes(name)) return `src/${twin} has the same name.`;
  const neighbours = files.filter((other) => dirname(other) === dirname(file) && isSource(other)).toSorted();
  // Said once a folder, at the first file that is too many.
  return neighbours[FOLDER_MAX] === file ? `More than ${FOLDER_MAX} files in this folder: divide it.` : null;
}

interface Node {
  loc: { start: { line: number }; end: { line: number } };
}
interface Importing extends Node {
  source: { value: unknown } | null;
}
interface RuleContext {
  filename: string;
  report(problem: { node: unknown; message: string }): void;
}

/** Path below src/, or the bare name of what lies elsewhere. */
function belowSrc(filename: string): string {
  const path = filename.replaceAll('\\', '/');
  const start = path.lastIndexOf('/src/');
  return start < 0 ? basename(path) : path.slice(start + '/src/'.length);
}

const walls = {
  create(context: RuleContext) {
    const file = belowSrc(context.filename);
    const check = (node: Importing) => {
      if (typeof node.source?.value !== 'string') return;
      const message = whyForbidden(file, node.source.value);
      if (message !== null) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

const SRC = join(import.meta.dirname, '..');
let sources: string[] | null = null;

const place = {
  create(context: RuleContext) {
    return {
      Program(node: Node) {
        const file = belowSrc(context.filename);
        if (!isSource(file) || resolve(SRC, file) !== resolve(context.filename)) return;
        // src/cli/worker has packages of its own.
        const exclude = (path: string) => basename(path) === 'node_modules';
        sources ??= globSync('**/*.{ts,tsx,css}', { cwd: SRC, exclude }).map((path) =>
          path.replaceAll('\\', '/'),
        );
        const message = whyMisplaced(file, sources);
        if (message !== null) context.report({ node, message });
      },
    };
  },
};

const longFunction = {
  create(context: RuleContext) {
    const check = (node: Node) => {
      const lines = node.loc.end.line - node.loc.start.line + 1;
      if (lines > FUNCTION_LINES)
        context.report({ node, message: `A function of ${lines} lines: does it do one thing?` });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

export default { meta: { name: 'house' }, rules: { walls, place, 'long-function': longFunction } };
