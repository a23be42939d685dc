import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

interface Package {
  resolved?: string;
  integrity?: string;
  inBundle?: boolean;
  optionalDependencies?: Record<string, string>;
}
const packagesOf = (path: string): Record<string, Package> =>
  (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { packages: Record<string, Package> })
    .packages;

describe.each(['../../package-lock.json', '../cli/worker/package-lock.json'])('%s', (path) => {
  const packages = packagesOf(path);

  // A registry that lacks some platform's package makes `npm install` leave it out, and then `npm ci` refuses everywhere.
  test('names the optional packages of every platform', () => {
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    expect(wanted.filter((name) => !(`node_modules/${name}` in packages))).toEqual([]);
  });

  test('holds no registry addresses', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  test('holds a hash of every package, so that nobody installs what it was not made for', () => {
    const unchecked = Object.entries(packages).filter(
      ([path, { integrity, inBundle }]) => path !== '' && integrity === undefined && inBundle !== true,
    );
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });
});

test('what the start builds with is installed under NODE_ENV=production, too', () => {
  const env = { ...process.env, NODE_ENV: 'production' };
  const included = execSync('npm config get include', { env, encoding: 'utf8' });
  expect(included.trim().split(',')).toContain('dev');
});
