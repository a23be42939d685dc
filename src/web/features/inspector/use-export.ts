import { makeZip } from 'client-zip';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

import { fillName } from '#shared/file-name-template.ts';
import type { TakeEdit } from '#shared/take-edits.ts';
import type { NamedTake } from '#shared/take-file-name.ts';

import { extensionOf, type ExportFormat } from '../../../audio/encode/export-formats.ts';
import type { ExportOptions } from '../../../audio/encode/export-sound.ts';
import type { SoundTags } from '../../../audio/encode/sound-tags.ts';
import { lengthOf, type Pcm } from '../../../audio/pcm.ts';
import { words } from '../../strings/inspector-strings.ts';
import type { Slice } from './edit/slice-sound.ts';
import { deliveredFile, entryOf, namedSound, sliceStem, stemOf, tagsOf } from './export/export-files.ts';
import { factsIn } from './export/move-markers.ts';
import { offerDownload, saveToFolder } from './export/save-file.ts';
import { zipTakes } from './export/zip-takes.ts';
import type { InspectedSound } from './inspected-sound.ts';
import type { OpenSound, Version } from './inspector-state.ts';
import type { SoundTuning } from './tuning-of.ts';
import { exportInWorker } from './workers/sound-workers.ts';

/** Larger files are written when they are asked for, not ahead. */
const AHEAD_SAMPLES = 12_000_000;

export interface ExportChoice {
  format: ExportFormat;
  /** 0: as the file. */
  rate: number;
  isMono: boolean;
  hasTags: boolean;
}

export interface ExportPanelProps {
  openSound: OpenSound;
  version: Version;
  /** Whether it is written as one. */
  isLoop: boolean;
  onLoop: (isLoop: boolean) => void;
  tuning: SoundTuning;
  /** Whether that is all that will be known of it. */
  isTuned: boolean;
  /** Those to be saved instead of the whole; null outside of slicing. */
  slices: readonly Slice[] | null;
  keptTakes: () => Promise<readonly InspectedSound[]>;
  /** What is done here to a sound that is open, also before the server has it; null for others. */
  editsOf: (id: string) => readonly TakeEdit[] | null;
}

/** The file as the panel's choices make it, and every way to have it: downloaded, in a folder, in slices, with the others. */
export function useExport(
  { openSound, version, isLoop, tuning, isTuned, slices, keptTakes, editsOf }: ExportPanelProps,
  { format, rate, isMono, hasTags }: ExportChoice,
  template: string,
  sliceTemplate: string,
) {
  const { sound, facts } = openSound;
  const work = useWork();
  const named: NamedTake = { ...namedSound(sound, tuning, version.isEdited), loop: isLoop };
  const stem = fillName(template, named);
  const options: ExportOptions = { format, rate: rate || null, mono: isMono, hasTags, isLoop };
  const tags = tagsOf(sound, version, isLoop, tuning, factsIn(openSound, version));
  const { ready, failure, write } = useFile(version.pcm, tags, stem, options, isTuned && slices === null);
  const name = `${stem}.${extensionOf(format)}`;
  const sliceFileOf = ({ index, pcm }: Slice) => {
    // Of one hit, the tempo of the whole says nothing.
    const own = tagsOf(sound, version, false, { ...tuning, bpm: null }, facts);
    const title = sliceStem(sliceTemplate, named, index);
    return exportInWorker(pcm, { ...own, loop: null, markers: [], title }, title, {
      ...options,
      isLoop: false,
    });
  };

  const download = () =>
    work.run(async () => {
      const file = await write();
      offerDownload(file, file.name);
      return words.written(file.name);
    });
  const save = () =>
    work.run(async () => {
      const [folder, saved] = await saveToFolder(ready?.file ?? (await write()));
      return words.saved(saved, folder);
    });
  const slicesToFolder = (kept: readonly Slice[]) =>
    work.run(async (tell) => {
      const saved: [folder: string, file: string][] = [];
      for (const [at, slice] of kept.entries()) {
        tell(words.packing(at + 1, kept.length));
        saved.push(await saveToFolder(await sliceFileOf(slice)));
      }
      const [first, last] = [saved[0], saved.at(-1)];
      if (!first || !last) return '';
      return words.saved(first === last ? first[1] : `${first[1]} – ${last[1]}`, first[0]);
    });
  const saveSlices = (kept: readonly Slice[]) =>
    work.run(async (tell) => {
      const files = kept.map(async (slice, at) => {
        tell(words.packing(at + 1, kept.length));
        const file = await sliceFileOf(slice);
        return { name: file.name, input: file, lastModified: new Date() };
      });
      const zip = makeZip(await Promise.all(files));
      offerDownload(await new Response(zip).blob(), `${fillName('{title}_{take}', named)}_slices.zip`);
      return words.packedSlices(kept.length);
    });
  const zipKept = () =>
    work.run(async (tell) => {
      const stored = await keptTakes();
      const kept = stored.map((each) => ({ ...each, edits: editsOf(each.id) ?? each.edits }));
      if (kept.length === 0) return words.noneKept;
      const entries = entriesOf(kept, options, template, (done) => tell(words.packing(done, kept.length)));
      offerDownload(await new Response(zipTakes(entries)).blob(), 'cuesmith-kept-takes.zip');
      return words.packed(kept.length);
    });
  const downloadDelivered = () =>
    work.run(async () => {
      const file = `${stemOf(sound)}.${deliveredExtension(sound)}`;
      offerDownload(await deliveredFile(sound), file);
      return words.written(file);
    });
  return {
    name,
    sliceName: `${sliceStem(sliceTemplate, named, 0)}.${extensionOf(format)}`,
    options,
    ready,
    failure,
    work,
    download,
    save,
    saveSlices,
    slicesToFolder,
    zipKept,
    downloadDelivered,
  };
}

/** One thing at a time, and what became of it. */
function useWork() {
  const [message, setMessage] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  async function run(work: (tell: (message: string) => void) => Promise<string>) {
    if (isBusy) return;
    setIsBusy(true);
    setMessage(words.writing);
    try {
      setMessage(await work(setMessage));
    } catch (error) {
      // Closing the folder dialog is no failure.
      const isClosed = error instanceof DOMException && error.name === 'AbortError';
      setMessage(isClosed ? '' : words.notWritten(error instanceof Error ? error.message : String(error)));
    } finally {
      setIsBusy(false);
    }
  }
  return { message, isBusy, run };
}

interface Ready {
  file: File;
  url: string;
}

/** The file as it would be saved now; a short one is written ahead, so that a drag can begin at once. */
function useFile(pcm: Pcm, tags: SoundTags, stem: string, options: ExportOptions, isFinal: boolean) {
  const [made, setMade] = useState<{ key: string; pcm: Pcm; result: Ready | string } | null>(null);
  const last = useRef<string | null>(null);
  const ahead = useRef<{ key: string; pcm: Pcm; file: Promise<File> } | null>(null);
  const key = JSON.stringify([stem, options, tags]);
  /** What is being written ahead is not written twice. */
  const write = (): Promise<File> =>
    ahead.current?.key === key && ahead.current.pcm === pcm
      ? ahead.current.file
      : exportInWorker(pcm, tags, stem, options);
  const isAhead = isFinal && lengthOf(pcm) * pcm.channels.length <= AHEAD_SAMPLES;
  const writeAhead = useEffectEvent(async (of: Pcm, wanted: string, isWanted: () => boolean) => {
    const writing = { key: wanted, pcm: of, file: write() };
    ahead.current = writing;
    const result = await writing.file.catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    // Held no longer than it is written, and one that failed is tried anew.
    if (ahead.current === writing) ahead.current = null;
    if (!isWanted()) return;
    if (last.current !== null) URL.revokeObjectURL(last.current);
    last.current = typeof result === 'string' ? null : URL.createObjectURL(result);
    const file = typeof result === 'string' ? result : { file: result, url: last.current ?? '' };
    setMade({ key: wanted, pcm: of, result: file });
  });
  useEffect(() => {
    if (!isAhead) return;
    let isWanted = true;
    void writeAhead(pcm, key, () => isWanted);
    return () => {
      isWanted = false;
    };
  }, [key, pcm, isAhead]);
  useEffect(
    () => () => {
      if (last.current !== null) URL.revokeObjectURL(last.current);
    },
    [],
  );
  const result = made?.key === key && made.pcm === pcm ? made.result : null;
  return {
    ready: result !== null && typeof result !== 'string' ? result : null,
    failure: typeof result === 'string' ? result : null,
    write,
  };
}

const deliveredExtension = ({ source }: InspectedSound): string =>
  typeof source === 'string' ? 'mp3' : (/\.([a-z0-9]{1,5})$/i.exec(source.name)?.[1]?.toLowerCase() ?? 'mp3');

async function* entriesOf(
  sounds: readonly InspectedSound[],
  options: ExportOptions,
  template: string,
  tell: (done: number) => void,
) {
  for (const [at, sound] of sounds.entries()) {
    tell(at + 1);
    yield entryOf(sound, options, template);
  }
}
