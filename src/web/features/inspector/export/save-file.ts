import { words } from '../../../strings/inspector-strings.ts';

/** Not yet in TypeScript's DOM; Chromium only. */
interface FolderPicker {
  showDirectoryPicker?: (options: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
}

export const canSaveToFolder = (): boolean => 'showDirectoryPicker' in window;

/** Chosen once per visit. */
let folder: FileSystemDirectoryHandle | null = null;

/** Writes into a folder of the person's choice and never over a file that is there. @returns folder and file name */
export async function saveToFolder(made: File): Promise<[folder: string, file: string]> {
  const pick = (window as FolderPicker).showDirectoryPicker;
  if (!pick) throw new Error(words.noFolders);
  folder ??= await pick({ id: 'cuesmith', mode: 'readwrite' });
  const free = await freeName(folder, made.name);
  const handle = await folder.getFileHandle(free, { create: true });
  const file = await handle.createWritable();
  await file.write(made);
  await file.close();
  return [folder.name, free];
}

async function freeName(where: FileSystemDirectoryHandle, name: string): Promise<string> {
  const taken = new Set<string>();
  for await (const key of where.keys()) taken.add(key.toLowerCase());
  const dot = name.lastIndexOf('.');
  let candidate = name;
  for (let n = 2; taken.has(candidate.toLowerCase()); n++)
    candidate = `${name.slice(0, dot)}-${n}${name.slice(dot)}`;
  return candidate;
}

export function offerDownload(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has its own hold on it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
