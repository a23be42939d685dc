import { inspectorOpening } from './open-inspector.ts';

/** Into the inspector, beside what is open there. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const { soundsOfFiles } = await import('./file-sound.ts');
  const { sounds, refused } = await soundsOfFiles(files);
  inspectorOpening.update((before) => ({
    sounds,
    at: sounds[0]?.id ?? null,
    adds: before !== null,
    refused,
  }));
}
