import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { SoundKey } from '#shared/key/key-facts.ts';

import { durationOf, type Pcm } from '../../../src/audio/pcm.ts';
import { readFlac } from '../../../src/testing/detectors/read-flac.ts';
import type { Loop } from './fit.ts';

/** Sonic Pi's samples, CC0: 34 MB that only this bench wants, so they are in no install. */
const PACKAGE = 'supersonic-scsynth-samples@0.84.2';

/** Beats in each file: by its name where it tells a tempo, by its bars as they are counted otherwise. */
const LOOPS: Readonly<Record<string, { beats: number; key?: SoundKey }>> = {
  amen: { beats: 4 },
  amen_full: { beats: 16 },
  breakbeat: { beats: 4 },
  compus: { beats: 16 },
  drone_g_97: { beats: 8, key: 'G' },
  electric: { beats: 4 },
  garzul: { beats: 16 },
  industrial: { beats: 2 },
  mehackit1: { beats: 4 },
  mehackit2: { beats: 4 },
  mika: { beats: 16 },
  perc1: { beats: 4 },
  perc2: { beats: 4 },
  safari: { beats: 16 },
  tabla: { beats: 16 },
  weirdo: { beats: 8 },
};

/** The public loops; null, with the reason said, where the package cannot be had. */
export function publicLoops(): Loop[] | null {
  const folder = fetchPackage();
  if (folder === null) return null;
  return Object.entries(LOOPS).map(([name, { beats, key = null }]) => {
    const pcm = pcmOf(readFileSync(join(folder, 'package', 'samples', `loop_${name}.flac`)));
    return { name, pcm, beats, key, bpm: (60 * beats) / durationOf(pcm) };
  });
}

const LONGEST_MS = 120_000;

/** Kept between runs. */
function fetchPackage(): string | null {
  const folder = join(tmpdir(), `cuesmith-bench-${PACKAGE.replace('@', '-')}`);
  if (existsSync(join(folder, 'package', 'LICENSE'))) return folder;
  mkdirSync(folder, { recursive: true });
  try {
    const run = (program: string, args: string[]) =>
      // npm is a script on Windows.
      execFileSync(program, args, { cwd: folder, timeout: LONGEST_MS, shell: process.platform === 'win32' });
    const packed = run('npm', ['pack', PACKAGE, '--silent']).toString().trim().split('\n').at(-1) ?? '';
    run('tar', ['xzf', packed]);
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const [reason] = String(error).split('\n');
    console.error(`The public loops are left out: npm pack ${PACKAGE} did not work here (${reason}).`);
    return null;
  }
}

function pcmOf(file: Uint8Array): Pcm {
  const { channels, rate, bits } = readFlac(file);
  const scale = 2 ** (bits - 1);
  return {
    channels: channels.map((channel) => Float32Array.from(channel, (x) => x / scale)),
    sampleRate: rate,
  };
}
