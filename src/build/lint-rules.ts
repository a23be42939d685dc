import { basename, dirname, relative, resolve } from 'node:path';

/** The rooms of src/ and what each may import besides itself: "Rooms" of src/README.md. `…/platform` means its ports, not `platform/node`. */
export const WALLS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  audio: ['shared'],
  synth: ['audio', 'shared'],
  sandbox: ['synth', 'audio', 'server/platform', 'shared'],
  'server/platform': ['shared'],
  'server/platform/node': ['server/platform', 'server/vendor', 'shared'],
  'server/vendor': ['server/platform', 'shared'],
  'server/db': ['server/platform', 'shared'],
  'server/tasks': ['server/db', 'server/vendor', 'server/platform', 'shared'],
  'server/http': ['server/tasks', 'server/platform', 'shared'],
  web: ['audio', 'shared'],
  build: ['synth', 'web', 'server/platform', 'server/platform/node', 'audio', 'shared'],
  cli: [
    ...['build', 'sandbox', 'synth', 'audio', 'shared'],
    ...['server/http', 'server/tasks', 'server/db', 'server/vendor', 'server/platform', 'server/platform/node'],
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
  const target = specifier.startsWith('#shared/')
    ? `shared/${specifier.slice('#shared/'.length)}`
    : specifier.startsWith('.')
      ? relative(resolve('/src'), resolve('/src', dirname(file), specifier)).replaceAll('\\', '/')
      : null;
  if (target === null) return null;
  if (WITHOUT_DATA.test(file) && DATA.test(target)) return 'ui/, lib/ and strings/ know no data: props only.';
  if (target.startsWith('testing/')) return 'testing/ is for tests.';
  const other = roomOf(target);
  if (other === null || other === room || WALLS[room]?.includes(other) === true) return null;
  return `${room}/ may import ${['itself', ...(WALLS[room] ?? [])].join(', ')} only (src/README.md, "Rooms"), not ${other}/.`;
}

interface Importing {
  source: { value: unknown } | null;
}
interface RuleContext {
  filename: string;
  report(problem: { node: unknown; message: string }): void;
}

const walls = {
  create(context: RuleContext) {
    const path = context.filename.replaceAll('\\', '/');
    const start = path.lastIndexOf('/src/');
    const file = start < 0 ? basename(path) : path.slice(start + '/src/'.length);
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

export default { meta: { name: 'house' }, rules: { walls } };
