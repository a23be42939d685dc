// Plain JavaScript: runs after `npm ci`, on whatever Node there is.
import { execFileSync } from 'node:child_process';
import { realpathSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { isNewEnough, NODE_MIN } from './node-version.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string} node @returns {string | null} its version; null when it does not run here */
function versionOf(node) {
  try {
    return execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return null;
  }
}

/**
 * npm puts the Node that this project brings along before the machine's own. Where that one is new enough it is
 * preferred: the one brought along is made for glibc, and does not run on Alpine.
 * @param {string} root of the project
 * @param {string | undefined} own the Node that runs npm
 * @returns {string | null} what is to be said
 */
export function preferOwnNode(root, own) {
  const packages = join(realpathSync(root), 'node_modules');
  const isOwn = own !== undefined && !realpathSync(own).startsWith(packages + sep);
  if (isOwn && isNewEnough(versionOf(own) ?? '0')) {
    for (const name of ['node', 'node.cmd', 'node.ps1'])
      rmSync(join(packages, '.bin', name), { force: true });
    return null;
  }
  const brought = join(packages, 'node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (isNewEnough(versionOf(brought) ?? '0')) return null;
  return `Cuesmith needs Node ${NODE_MIN.join('.')} or newer, and the one that npm brings does not run on this system: install Node itself.`;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const said = preferOwnNode(ROOT, process.env['npm_node_execpath']);
  if (said !== null) console.error(said);
}
