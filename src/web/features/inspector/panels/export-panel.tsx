import { useEffect, useEffectEvent, useRef, useState } from 'react';

import { words } from '../../../strings/inspector-strings.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import {
  deliveredFile,
  entryOf,
  extensionOf,
  makeWav,
  nameOfFile,
  typeOf,
  type Format,
} from '../export/export-files.ts';
import { canSaveToFolder, offerDownload, saveToFolder } from '../export/save-file.ts';
import { zipTakes } from '../export/zip-takes.ts';
import type { InspectedSound } from '../inspected-sound.ts';
import { ORIGINAL, type OpenSound, type Version } from '../inspector-state.ts';
import { Choice } from './toggles.tsx';

const FORMATS = (['wav24', 'wav16', 'mp3'] as const satisfies readonly Format[]).map((value) => ({
  value,
  ...words.formats[value],
}));

interface Ready {
  blob: Blob;
  url: string;
}

/** Into the DAW: a file with a telling name and everything a sampler wants to know. */
export function ExportPanel({
  openSound,
  version,
  isLoop,
  keptTakes,
}: {
  openSound: OpenSound;
  version: Version;
  isLoop: boolean;
  keptTakes: () => Promise<readonly InspectedSound[]>;
}) {
  const { sound } = openSound;
  const [format, setFormat] = useState<Format>('wav24');
  const [typed, setTyped] = useState<{ for: string; name: string } | null>(null);
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  const isEdited = version.key !== ORIGINAL;
  const isDelivered = format === 'mp3';
  const extension = isDelivered ? deliveredExtension(sound) : extensionOf(format);
  const own = nameOfFile(sound, extension).replace(/\.\w+$/, '');
  const stem = typed?.for === sound.id && typed.name.trim() !== '' ? typed.name.trim() : own;
  const name = `${safe(stem)}.${extension}`;
  const { ready, failure } = useFile(openSound, version, format, isLoop);

  async function attempt(work: () => Promise<string>) {
    if (busy) return;
    setBusy(true);
    try {
      setMessage(await work());
    } catch (error) {
      // Closing the folder dialog is no failure.
      const isClosed = error instanceof DOMException && error.name === 'AbortError';
      setMessage(isClosed ? '' : words.didNotWork(error instanceof Error ? error.message : String(error)));
    } finally {
      setBusy(false);
    }
  }

  const save = () =>
    attempt(async () => {
      if (!ready) return words.stillWriting;
      const [folder, saved] = await saveToFolder(name, ready.blob);
      return words.saved(saved, folder);
    });
  const zip = () =>
    attempt(async () => {
      const kept = await keptTakes();
      if (kept.length === 0) return words.noneKept;
      setMessage(words.packing(kept.length));
      const stream = zipTakes(entriesOf(kept, format));
      offerDownload(await new Response(stream).blob(), 'cuesmith-kept-takes.zip');
      return words.packed(kept.length);
    });

  return (
    <section aria-labelledby="inspector-away" className="inspector-part">
      <h3 id="inspector-away">{words.exportHeading}</h3>
      <Choice name={words.format} value={format} options={FORMATS} onChange={setFormat} />
      <label className="inspector-name">
        <span>{words.fileName}</span>
        <span className="inspector-pair">
          <input
            className="field"
            value={typed?.for === sound.id ? typed.name : own}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setTyped({ for: sound.id, name: event.target.value })}
          />
          <span className="inspector-muted">.{extension}</span>
        </span>
      </label>
      <div className="inspector-row">
        <a
          className={buttonClass('primary')}
          href={ready?.url}
          download={name}
          aria-busy={ready === null}
          draggable={ready !== null}
          title={words.downloadTitle}
          onDragStart={(event) => {
            if (!ready) return;
            event.dataTransfer.effectAllowed = 'copy';
            event.dataTransfer.setData('DownloadURL', `${typeOf(format)}:${name}:${ready.url}`);
          }}
        >
          <Icon name="download" /> {words.download(isDelivered ? extension.toUpperCase() : 'WAV')}
        </a>
        {canSaveToFolder() && (
          <Button aria-busy={busy} onClick={() => void save()}>
            {words.saveInFolder}
          </Button>
        )}
        <Button aria-busy={busy} onClick={() => void zip()}>
          {words.zip}
        </Button>
      </div>
      <p className="inspector-muted">{isDelivered && isEdited ? words.withoutFixes : words.drag}</p>
      {failure !== null && <p role="alert">{words.notWritten(failure)}</p>}
      <output className="inspector-message">{message}</output>
    </section>
  );
}

const deliveredExtension = ({ source }: InspectedSound): string =>
  typeof source === 'string' ? 'mp3' : (/\.([a-z0-9]{1,5})$/i.exec(source.name)?.[1]?.toLowerCase() ?? 'mp3');

/** No separators, nothing a file system or a link minds. */
const safe = (stem: string): string =>
  stem.replaceAll(/[#%<>:"/\\|?*\p{Cc}]+/gu, '-').slice(0, 180) || 'sound';

async function* entriesOf(sounds: readonly InspectedSound[], format: Format) {
  for (const sound of sounds) yield entryOf(sound, format);
}

/** The file as it would be saved now, written ahead so that dragging can begin at once. */
function useFile(
  { sound, facts }: OpenSound,
  version: Version,
  format: Format,
  isLoop: boolean,
): { ready: Ready | null; failure: string | null } {
  const [made, setMade] = useState<{ key: string; file: Ready | string } | null>(null);
  const last = useRef<string | null>(null);
  const { loop } = version;
  const { bpm, key } = sound.asked;
  const wanted = [sound.id, version.key, format, isLoop, loop.start, loop.end, bpm, key].join('|');
  const write = useEffectEvent((): Promise<Blob> =>
    format === 'mp3' ? deliveredFile(sound) : makeWav(sound, version, format, isLoop, facts),
  );
  useEffect(() => {
    let isWanted = true;
    const tell = (file: () => Ready | string) => {
      if (isWanted) setMade({ key: wanted, file: file() });
    };
    write().then(
      (blob) =>
        tell(() => {
          if (last.current !== null) URL.revokeObjectURL(last.current);
          last.current = URL.createObjectURL(blob);
          return { blob, url: last.current };
        }),
      (error: unknown) => tell(() => (error instanceof Error ? error.message : String(error))),
    );
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  useEffect(
    () => () => {
      if (last.current !== null) URL.revokeObjectURL(last.current);
    },
    [],
  );
  const file = made?.key === wanted ? made.file : null;
  return typeof file === 'string' ? { ready: null, failure: file } : { ready: file, failure: null };
}
