import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { bundleSuites } from './suites/bundle-suites.ts';
import { ONLY_NODE } from './suites/only-node.ts';
import { startWorkerd } from './workerd.ts';

test('the suites of tasks/ and db/ hold on the database of a Durable Object', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-suites-'));
  const running = await startWorkerd(await bundleSuites(folder), folder, {});
  onTestFinished(async () => {
    await running.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const names = (await (await fetch(running.url)).json()) as string[];
  expect(names.length).toBeGreaterThan(250);
  const failed: string[] = [];
  const onlyNode: string[] = [];
  for (const [n, name] of names.entries()) {
    const { error } = (await (await fetch(`${running.url}/?n=${n}`)).json()) as { error: string | null };
    if (error?.includes(ONLY_NODE)) onlyNode.push(name);
    else if (error !== null) failed.push(`${name}: ${error}`);
  }
  console.log(
    `${names.length - onlyNode.length} of ${names.length} tests; not there:\n${onlyNode.join('\n')}`,
  );
  expect(failed).toEqual([]);
  // Two databases in one test, a PRAGMA that fills the disk or looks at the file.
  expect(onlyNode.length).toBeLessThan(names.length / 8);
}, 600_000);
