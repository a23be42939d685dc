import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (program: string, args: readonly string[]): Buffer =>
  execFileSync(program, args, { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });

let known: boolean | undefined;
/** Whether ffmpeg and ffprobe are on this machine; nothing of the project needs them. */
export function hasFfmpeg(): boolean {
  try {
    known ??= ['ffmpeg', 'ffprobe'].every((program) => run(program, ['-version']).length > 0);
  } catch {
    known = false;
    console.error('ffmpeg is not on this machine: formats that only it writes, and its word, are left out.');
  }
  return known;
}

/** Runs with a folder of its own, which is removed afterwards. */
function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-ffmpeg-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What ffmpeg and ffprobe make of a file. */
export function probe(name: string, bytes: Uint8Array) {
  return inFolder((folder) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const shown = JSON.parse(
      run('ffprobe', ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', path]).toString(),
    ) as {
      format: { tags?: Record<string, string> };
      streams: { sample_rate: string; channels: number; tags?: Record<string, string> }[];
    };
    const [stream] = shown.streams;
    const channels = stream?.channels ?? 1;
    const decoded = run('ffmpeg', ['-v', 'error', '-i', path, '-f', 'f32le', '-']);
    // Containers have tags, Ogg's streams do; each program writes the names in its own case.
    const tags = Object.fromEntries(
      Object.entries({ ...shown.format.tags, ...stream?.tags }).map(([key, text]) => [
        key.toLowerCase(),
        text,
      ]),
    );
    return { rate: Number(stream?.sample_rate), channels, frames: decoded.length / 4 / channels, tags };
  });
}

/** A WAV turned into another format. */
export function convert(wav: Uint8Array, name: string, args: readonly string[]): Uint8Array<ArrayBuffer> {
  return inFolder((folder) => {
    const source = join(folder, 'source.wav');
    const target = join(folder, name);
    writeFileSync(source, wav);
    run('ffmpeg', ['-v', 'error', '-y', '-i', source, ...args, target]);
    return Uint8Array.from(readFileSync(target));
  });
}
