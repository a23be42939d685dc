import { makeZip } from 'client-zip';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

import { DEFAULT_NAME, fillName } from '#shared/file-name-template.ts';
import type { NamedTake } from '#shared/take-file-name.ts';

import {
  extensionOf,
  rateFor,
  typeOf,
  type ExportFormat,
  type ExportOptions,
} from '../../../../audio/encode/export-sound.ts';
import type { SoundTags } from '../../../../audio/encode/sound-tags.ts';
import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { fixed } from '../../../strings/format/number-styles.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Slice } from '../edit/slice-sound.ts';
import { deliveredFile, entryOf, namedSound, stemOf, tagsOf } from '../export/export-files.ts';
import { canSaveToFolder, offerDownload, saveToFolder } from '../export/save-file.ts';
import { zipTakes } from '../export/zip-takes.ts';
import type { InspectedSound } from '../inspected-sound.ts';
import type { OpenSound, Version } from '../inspector-state.ts';
import type { SoundTuning } from '../tuning-of.ts';
import { useInspectorKeys } from '../use-inspector-keys.ts';
import { exportInWorker } from '../workers/sound-workers.ts';
import { Choice, Toggle } from './toggles.tsx';

const FORMATS = (
  ['wav24', 'wav16', 'wav32f', 'flac', 'ogg', 'mp3'] as const satisfies readonly ExportFormat[]
).map((value) => ({ value, ...words.formats[value] }));
const CHANNELS = [
  { value: 2, label: words.stereo },
  { value: 1, label: words.mono },
];
const RATES = [44_100, 48_000];
/** Larger files are written when they are asked for, not ahead. */
const AHEAD_SAMPLES = 12_000_000;

interface Choices {
  format: ExportFormat;
  /** 0: as the file. */
  rate: number;
  isMono: boolean;
  hasTags: boolean;
}

interface ExportPanelProps {
  openSound: OpenSound;
  version: Version;
  isLoop: boolean;
  tuning: SoundTuning;
  /** Those to be saved instead of the whole; null outside of slicing. */
  slices: readonly Slice[] | null;
  keptTakes: () => Promise<readonly InspectedSound[]>;
}

/** Into the DAW: a file with a telling name and everything that a sampler wants to know. */
export function ExportPanel({ openSound, version, isLoop, tuning, slices, keptTakes }: ExportPanelProps) {
  const { sound, facts } = openSound;
  const [choice, setChoice] = useState<Choices>({ format: 'wav24', rate: 0, isMono: false, hasTags: true });
  const [template, setTemplate] = useState(DEFAULT_NAME);
  const work = useWork();
  const { pcm } = version;
  const named: NamedTake = { ...namedSound(sound, tuning, version.isEdited), loop: isLoop };
  const stem = fillName(template, named);
  const { format, rate, isMono, hasTags } = choice;
  const options: ExportOptions = { format, rate: rate || null, mono: isMono, hasTags, isLoop };
  const tags = tagsOf(sound, version, isLoop, tuning, facts);
  const { ready, failure, write } = useFile(pcm, tags, stem, options, slices === null);
  const extension = extensionOf(format);
  const kind = extension.toUpperCase();
  const name = `${stem}.${extension}`;

  const download = () =>
    work.run(async () => {
      const file = await write();
      offerDownload(file, file.name);
      return words.written(file.name);
    });
  const save = () =>
    work.run(async () => {
      const [folder, saved] = await saveToFolder(name, ready?.file ?? (await write()));
      return words.saved(saved, folder);
    });
  const saveSlices = (kept: readonly Slice[]) =>
    work.run(async (tell) => {
      const files = kept.map(({ index, pcm: piece }, at) => {
        const number = String(index + 1).padStart(2, '0');
        tell(words.packing(at + 1, kept.length));
        return sliceFile(piece, tags, `${fillName('{title}', named)}_${number}`, options);
      });
      const zip = makeZip(await Promise.all(files));
      offerDownload(await new Response(zip).blob(), `${fillName('{title}_{take}', named)}_slices.zip`);
      return words.packedSlices(kept.length);
    });
  useInspectorKeys({ save: () => void (slices === null ? download() : saveSlices(slices)) });
  const zip = () =>
    work.run(async (tell) => {
      const kept = await keptTakes();
      if (kept.length === 0) return words.noneKept;
      const entries = entriesOf(kept, options, template, (done) => tell(words.packing(done, kept.length)));
      offerDownload(await new Response(zipTakes(entries)).blob(), 'cuesmith-kept-takes.zip');
      return words.packed(kept.length);
    });
  const delivered = () =>
    work.run(async () => {
      const file = `${stemOf(sound)}.${deliveredExtension(sound)}`;
      offerDownload(await deliveredFile(sound), file);
      return words.written(file);
    });

  return (
    <section aria-labelledby="inspector-away" className="i-col" data-column="export">
      <h3 id="inspector-away">{words.exportHeading}</h3>
      <div className="i-x-grid">
        <ExportChoices pcm={pcm} choice={choice} onChange={(change) => setChoice({ ...choice, ...change })} />
        <label className="i-name">
          <span>{words.fileName}</span>
          <input
            className="field"
            dir="ltr"
            value={template}
            spellCheck={false}
            autoComplete="off"
            title={words.nameHint}
            onChange={(event) => setTemplate(event.target.value)}
          />
        </label>
        <p className="i-hint i-preview">
          <span>{slices === null ? name : `${fillName('{title}', named)}_01.${extension} …`}</span>
          <span>{ready ? sizeOf(ready.file.size) : words.about(sizeOf(guessedSize(pcm, options)))}</span>
        </p>
        <div className="i-go">
          {slices === null ? (
            <a
              className="i-accent"
              href={ready?.url ?? '#'}
              download={name}
              aria-busy={work.isBusy}
              aria-keyshortcuts="Control+S"
              title={words.downloadTitle}
              onClick={(event) => {
                if (ready) return;
                event.preventDefault();
                void download();
              }}
            >
              <Icon name="download" /> {words.download(kind)}
            </a>
          ) : (
            <button
              type="button"
              className="i-accent"
              aria-busy={work.isBusy}
              onClick={() => void saveSlices(slices)}
            >
              <Icon name="download" /> {words.downloadSlices(slices.length, kind)}
            </button>
          )}
          {ready && slices === null && <DragOut name={name} type={typeOf(format)} url={ready.url} />}
        </div>
        <OtherDownloads
          isBusy={work.isBusy}
          onDelivered={() => void delivered()}
          onSave={() => void save()}
          onZip={() => void zip()}
        />
        {failure !== null && <p role="alert">{words.notWritten(failure)}</p>}
        <output className="i-message">{work.message}</output>
      </div>
    </section>
  );
}

interface OtherDownloadsProps {
  isBusy: boolean;
  onDelivered: () => void;
  onSave: () => void;
  onZip: () => void;
}

/** The file as the vendor gave it, a folder of the disk, all that was kept. */
function OtherDownloads({ isBusy, onDelivered, onSave, onZip }: OtherDownloadsProps) {
  return (
    <div className="i-foot">
      <Button look="quiet" title={words.deliveredTitle} onClick={onDelivered}>
        {words.delivered}
      </Button>
      {canSaveToFolder() && (
        <Button look="quiet" aria-busy={isBusy} onClick={onSave}>
          {words.saveInFolder}
        </Button>
      )}
      <Button look="quiet" aria-busy={isBusy} onClick={onZip}>
        {words.zip}
      </Button>
    </div>
  );
}

function ExportChoices({
  pcm,
  choice: { format, rate, isMono, hasTags },
  onChange,
}: {
  pcm: Pcm;
  choice: Choices;
  onChange: (change: Partial<Choices>) => void;
}) {
  const wanted = rate || pcm.sampleRate;
  const written = rateFor(format, wanted);
  return (
    <>
      <Choice
        name={words.format}
        value={format}
        options={FORMATS}
        className="i-fill"
        onChange={(value) => onChange({ format: value })}
      />
      <Choice
        name={words.rate}
        value={rate}
        className="i-fill"
        options={[
          { value: 0, label: words.asFile(khz(pcm.sampleRate)) },
          ...RATES.map((value) => ({ value, label: khz(value) })),
        ]}
        onChange={(value) => onChange({ rate: value })}
      />
      <Choice
        name={words.channels}
        value={isMono || pcm.channels.length === 1 ? 1 : 2}
        className="i-fill"
        options={pcm.channels.length === 1 ? CHANNELS.slice(1) : CHANNELS}
        onChange={(count) => onChange({ isMono: count === 1 })}
      />
      {written !== wanted && <p className="i-hint">{words.rateChanged(khz(written))}</p>}
      <Toggle label={words.tagsInside} checked={hasTags} onChange={(value) => onChange({ hasTags: value })} />
    </>
  );
}

/** Chromium alone hands a file to another program; a finger cannot drag. */
const canDragOut = (): boolean =>
  matchMedia('(any-pointer: fine)').matches && /Chrome\//.test(navigator.userAgent);

function DragOut({ name, type, url }: { name: string; type: string; url: string }) {
  if (!canDragOut()) return null;
  return (
    <a
      className={buttonClass('plain', 'i-drag')}
      href={url}
      download={name}
      draggable
      title={words.dragTitle}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'copy';
        event.dataTransfer.setData('DownloadURL', `${type}:${name}:${url}`);
      }}
    >
      {words.dragOut}
    </a>
  );
}

const deliveredExtension = ({ source }: InspectedSound): string =>
  typeof source === 'string' ? 'mp3' : (/\.([a-z0-9]{1,5})$/i.exec(source.name)?.[1]?.toLowerCase() ?? 'mp3');

const khz = (hz: number): string => words.khz(Math.round(hz / 100) / 10);

const sizeOf = (bytes: number): string => words.size(fixed(bytes / 1e6, bytes < 1e7 ? 1 : 0));

/** Bits a sample, or a second and channel. */
const BITS = { wav16: 16, wav24: 24, wav32f: 32, flac: 14 } as const;

function guessedSize(pcm: Pcm, { format, mono, rate }: ExportOptions): number {
  const written = rateFor(format, rate ?? pcm.sampleRate);
  const seconds = lengthOf(pcm) / pcm.sampleRate;
  if (format === 'mp3') return seconds * 32_000;
  if (format === 'ogg') return seconds * 24_000;
  return (seconds * written * (mono ? 1 : pcm.channels.length) * BITS[format]) / 8;
}

async function sliceFile(pcm: Pcm, tags: SoundTags, stem: string, options: ExportOptions) {
  const own = { ...tags, loop: null, beats: null, bpm: null, title: stem };
  const file = await exportInWorker(pcm, own, stem, { ...options, isLoop: false });
  return { name: file.name, input: file, lastModified: new Date() };
}

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
function useFile(pcm: Pcm, tags: SoundTags, stem: string, options: ExportOptions, isWhole: boolean) {
  const [made, setMade] = useState<{ key: string; pcm: Pcm; result: Ready | string } | null>(null);
  const last = useRef<string | null>(null);
  const key = JSON.stringify([stem, options, tags]);
  const write = (signal?: AbortSignal): Promise<File> => exportInWorker(pcm, tags, stem, options, signal);
  const isShort = isWhole && lengthOf(pcm) * pcm.channels.length <= AHEAD_SAMPLES;
  const writeAhead = useEffectEvent(async (of: Pcm, wanted: string, isWanted: () => boolean) => {
    const result = await write().catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (!isWanted()) return;
    if (last.current !== null) URL.revokeObjectURL(last.current);
    last.current = typeof result === 'string' ? null : URL.createObjectURL(result);
    const file = typeof result === 'string' ? result : { file: result, url: last.current ?? '' };
    setMade({ key: wanted, pcm: of, result: file });
  });
  useEffect(() => {
    if (!isShort) return;
    let isWanted = true;
    void writeAhead(pcm, key, () => isWanted);
    return () => {
      isWanted = false;
    };
  }, [key, pcm, isShort]);
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
