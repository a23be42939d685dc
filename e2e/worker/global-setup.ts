import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { bundle, installWorkerPackages } from './workerd.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    bundled: string;
  }
}

export default function setup({ provide }: TestProject): () => void {
  installWorkerPackages();
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-worker-'));
  provide('bundled', bundle(folder));
  return () => rmSync(folder, { recursive: true, force: true });
}
