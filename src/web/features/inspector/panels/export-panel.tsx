import { useState, type ReactNode } from 'react';

import { DEFAULT_NAME } from '#shared/file-name-template.ts';

import { EXPORT_FORMATS, extensionOf, rateFor, typeOf } from '../../../../audio/encode/export-formats.ts';
import type { ExportOptions } from '../../../../audio/encode/export-sound.ts';
import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { fixed } from '../../../strings/format/fixed.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { FileName } from '../../../ui/file-name.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SLICE_NAME } from '../export/export-files.ts';
import { canSaveToFolder } from '../export/save-file.ts';
import { useExport, type ExportChoice, type ExportPanelProps } from '../use-export.ts';
import { useInspectorKeys } from '../use-inspector-keys.ts';
import { SegmentedChoice, Toggle } from './toggles.tsx';

const FORMATS = EXPORT_FORMATS.map((value) => ({ value, ...words.formats[value] }));
const CHANNELS = [
  { value: 2, label: words.stereo },
  { value: 1, label: words.mono },
];
const KINDS = [
  { value: 0, label: words.oneShot },
  { value: 1, label: words.loop },
];
const RATES = [44_100, 48_000];

/** Into the DAW: a file with a telling name and everything that a sampler wants to know. */
export function ExportPanel(props: ExportPanelProps) {
  const { version, slices, isLoop, onLoop } = props;
  const [choice, setChoice] = useState<ExportChoice>({
    format: 'wav24',
    rate: 0,
    isMono: false,
    hasTags: true,
  });
  const [template, setTemplate] = useState(DEFAULT_NAME);
  const [sliceTemplate, setSliceTemplate] = useState(SLICE_NAME);
  const { name, options, ready, failure, work, ...actions } = useExport(
    props,
    choice,
    template,
    sliceTemplate,
  );
  const size = ready && slices === null ? sizeOf(ready.file.size) : null;
  const { pcm } = version;
  const extension = extensionOf(choice.format);
  const kind = extension.toUpperCase();
  useInspectorKeys({
    save: () => void (slices === null ? actions.download() : actions.saveSlices(slices)),
  });
  return (
    <section aria-labelledby="inspector-away" className="i-col" data-column="export">
      <h3 id="inspector-away">{words.exportHeading}</h3>
      <div className="i-x-grid">
        <ExportChoices pcm={pcm} choice={choice} onChange={(change) => setChoice({ ...choice, ...change })}>
          {slices === null && (
            <SegmentedChoice
              name={words.writtenAs}
              value={isLoop ? 1 : 0}
              className="i-fill"
              options={KINDS}
              onChange={(kind) => onLoop(kind === 1)}
            />
          )}
        </ExportChoices>
        <label className="i-name">
          <span>{words.fileName}</span>
          <input
            className="field"
            dir="ltr"
            value={slices === null ? template : sliceTemplate}
            spellCheck={false}
            autoComplete="off"
            title={slices === null ? words.nameHint : undefined}
            onChange={({ target: { value } }) =>
              slices === null ? setTemplate(value) : setSliceTemplate(value)
            }
          />
        </label>
        <p className="i-hint i-preview">
          <span>
            <FileName name={slices === null ? name : `${actions.sliceName} …`} />
          </span>
          <span>
            {size ?? words.about(sizeOf(guessedSize(slices?.map((each) => each.pcm) ?? [pcm], options)))}
          </span>
        </p>
        <div className="i-go">
          {slices === null ? (
            <DownloadLink
              name={name}
              url={ready?.url ?? null}
              isBusy={work.isBusy}
              label={words.download(kind)}
              onDownload={() => void actions.download()}
            />
          ) : (
            <button
              type="button"
              className="i-accent"
              aria-busy={work.isBusy}
              onClick={() => void actions.saveSlices(slices)}
            >
              <Icon name="download" /> {words.downloadSlices(slices.length, kind)}
            </button>
          )}
          {ready && slices === null && <DragOut name={name} type={typeOf(choice.format)} url={ready.url} />}
        </div>
        <OtherDownloads
          isBusy={work.isBusy}
          onDelivered={() => void actions.downloadDelivered()}
          onSave={() => void (slices === null ? actions.save() : actions.slicesToFolder(slices))}
          onZip={() => void actions.zipKept()}
        />
        {failure !== null && <p role="alert">{words.notWritten(failure)}</p>}
        <output className="i-message">{work.message}</output>
      </div>
    </section>
  );
}

interface DownloadLinkProps {
  name: string;
  /** Null until the file is written. */
  url: string | null;
  isBusy: boolean;
  label: string;
  onDownload: () => void;
}

/** A plain link once the file is written; before that a press writes it. */
function DownloadLink({ name, url, isBusy, label, onDownload }: DownloadLinkProps) {
  return (
    <a
      className="i-accent"
      href={url ?? '#'}
      download={name}
      aria-busy={isBusy}
      aria-keyshortcuts="Control+S"
      title={words.downloadTitle}
      onClick={(event) => {
        if (url !== null) return;
        event.preventDefault();
        onDownload();
      }}
    >
      <Icon name="download" /> {label}
    </a>
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
  children,
}: {
  pcm: Pcm;
  choice: ExportChoice;
  onChange: (change: Partial<ExportChoice>) => void;
  /** Beside the channels. */
  children: ReactNode;
}) {
  const wanted = rate || pcm.sampleRate;
  const written = rateFor(format, wanted);
  return (
    <>
      <SegmentedChoice
        name={words.format}
        value={format}
        options={FORMATS}
        className="i-fill"
        onChange={(value) => onChange({ format: value })}
      />
      <SegmentedChoice
        name={words.rate}
        value={rate}
        className="i-fill"
        options={[
          { value: 0, label: words.asFile(khz(pcm.sampleRate)) },
          ...RATES.map((value) => ({ value, label: khz(value) })),
        ]}
        onChange={(value) => onChange({ rate: value })}
      />
      <div className="i-x-pair">
        <SegmentedChoice
          name={words.channels}
          value={isMono || pcm.channels.length === 1 ? 1 : 2}
          className="i-fill"
          options={pcm.channels.length === 1 ? CHANNELS.slice(1) : CHANNELS}
          onChange={(count) => onChange({ isMono: count === 1 })}
        />
        {children}
      </div>
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

const khz = (hz: number): string => words.khz(Math.round(hz / 100) / 10);

const sizeOf = (bytes: number): string => words.size(fixed(bytes / 1e6, bytes < 1e7 ? 1 : 0));

/** Bits a sample, or a second and channel. */
const BITS = { wav16: 16, wav24: 24, wav32f: 32, flac: 14 } as const;

function guessedSize(pcms: readonly Pcm[], { format, mono, rate }: ExportOptions): number {
  return pcms.reduce((sum, pcm) => {
    const written = rateFor(format, rate ?? pcm.sampleRate);
    const seconds = lengthOf(pcm) / pcm.sampleRate;
    if (format === 'mp3') return sum + seconds * 32_000;
    if (format === 'ogg') return sum + seconds * 24_000;
    return sum + (seconds * written * (mono ? 1 : pcm.channels.length) * BITS[format]) / 8;
  }, 0);
}
