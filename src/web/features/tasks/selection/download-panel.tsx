import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';

import { fillName, NAME_IN_ZIP } from '#shared/file-name-template.ts';
import { BULK_MAX } from '#shared/limits.ts';
import { namedTake } from '#shared/take-file-name.ts';
import { chosenTakes, type TakeChoice } from '#shared/take/chosen-takes.ts';
import type { DownloadAnswer } from '#shared/take/download-request.ts';
import { takesOf, taskIdOf, type Task } from '#shared/task.ts';

import { EXPORT_FORMATS, extensionOf, type ExportFormat } from '../../../../audio/encode/export-formats.ts';
import { useApi } from '../../../api/api-context.ts';
import { words } from '../../../strings/library-strings.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { FileName } from '../../../ui/file-name.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { Segments } from '../../../ui/segments.tsx';
import { isTakeGone } from '../card/task-status.ts';
import type { ChosenTake } from './convert-takes.ts';
import { useConvertedDownload } from './use-converted-download.ts';

const CHOICES: readonly TakeChoice[] = ['kept', 'all'];

type Format = 'stored' | Exclude<ExportFormat, 'wav32f'>;
const FORMATS = (['stored', ...EXPORT_FORMATS.filter((format) => format !== 'wav32f')] as const).map(
  (value) => ({ value, label: words.formats[value] }),
);
/** Of stereo at 44.1 kHz, as files of that format usually are. */
const BYTES_A_SECOND = { wav24: 264_600, wav16: 176_400, flac: 154_000, ogg: 24_000, mp3: 32_000 };
const USUAL_SECONDS = 30;
/** The whole zip is held until it is through. */
const MUCH_BYTES = 1e9;

/** Takes are stored as MP3. */
const extension = (format: Format): string => extensionOf(format === 'stored' ? 'mp3' : format);

/** One that is gone is in no zip. */
const takesOfAll = (selected: readonly Task[], choice: TakeChoice): ChosenTake[] =>
  selected.flatMap((task) =>
    chosenTakes(takesOf(task), choice)
      .filter((take) => !isTakeGone(take))
      .map((take) => ({ task, take })),
  );

/** One zip of what is selected: which takes, in which format, and what the files are called. */
export function DownloadPanel({ selected, onClose }: { selected: readonly Task[]; onClose: () => void }) {
  const api = useApi();
  const id = useId();
  const [takes, setTakes] = useState<TakeChoice>('kept');
  const [format, setFormat] = useState<Format>('stored');
  const [name, setName] = useState(NAME_IN_ZIP);
  const template = name || NAME_IN_ZIP;
  const chosen = takesOfAll(selected, takes);
  const files = chosen.length;
  const converted = useConvertedDownload();
  const pack = useMutation<DownloadAnswer>({
    networkMode: 'always',
    mutationFn: () => {
      const ids = selected.map((task) => task.id);
      return api.call('POST', '/api/downloads', { body: { ids, name: template, takes } });
    },
    onSuccess: (answer) => {
      const link = document.createElement('a');
      link.href = `api/downloads/${answer.id}`;
      link.download = '';
      link.click();
      onClose();
    },
  });
  const isBusy = pack.isPending || converted.done !== null;
  const isTooMany = format === 'stored' && selected.length > BULK_MAX;
  const download = async () => {
    if (isBusy) return;
    if (format === 'stored') pack.mutate();
    else if (await converted.start({ chosen, format, template })) onClose();
  };
  const failure = converted.failure ?? (pack.isError ? errorText(pack.error) : null);
  return (
    <Popover
      label={words.download}
      className="of-download"
      // A press beside it does not throw away what is half done.
      onClose={() => (converted.done === null ? onClose() : false)}
    >
      <fieldset disabled={isBusy} className="contents">
        <div className="flex flex-wrap gap-x-4">
          {CHOICES.map((choice) => (
            <label key={choice} className="flex min-h-(--ctl) items-center gap-2">
              <input
                type="radio"
                name={id}
                className="accent-ink"
                checked={takes === choice}
                onChange={() => setTakes(choice)}
              />
              {words.takeChoices[choice]}
            </label>
          ))}
        </div>
        <Segments label={words.format} value={format} options={FORMATS} onChange={setFormat} />
        <label htmlFor={`${id}-name`} className="font-semibold">
          {words.fileName}
        </label>
        <input
          id={`${id}-name`}
          dir="ltr"
          value={name}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          className="field min-h-(--ctl) w-full px-3 font-mono text-sm"
        />
      </fieldset>
      <p className="wrap-anywhere text-muted">
        {chosen[0] ? <FileName name={sampleOf(chosen[0], template, format)} /> : words.nothingToLoad}
      </p>
      {files > 0 && <p className="text-muted">{meaningOf(chosen, format)}</p>}
      {isTooMany && <p className="text-warn">{words.storedMax(BULK_MAX)}</p>}
      {files > 0 && !isTooMany && (
        <div className="flex gap-2">
          <button
            type="button"
            className="min-h-10 grow rounded-control bg-accent px-4 font-semibold text-on-accent"
            aria-busy={isBusy}
            onClick={() => void download()}
          >
            {converted.done === null
              ? pack.isPending
                ? words.packing(files)
                : words.downloadFiles(files)
              : words.packingOf(converted.done, files)}
          </button>
          {converted.done !== null && <Button onClick={converted.cancel}>{words.cancel}</Button>}
        </div>
      )}
      {failure !== null && (
        <p role="alert" className="wrap-anywhere text-danger">
          {failure}
        </p>
      )}
    </Popover>
  );
}

function sampleOf({ task, take }: ChosenTake, template: string, format: Format): string {
  const named = namedTake({ ...task, taskId: taskIdOf(task) ?? null }, take.n);
  return `${fillName(template, named)}.${extension(format)}`;
}

/** What is to come, said before it begins. */
function meaningOf(chosen: readonly ChosenTake[], format: Format): string {
  if (format === 'stored') return words.storedMeaning;
  const seconds = chosen.reduce((sum, { take }) => sum + (take.durationS ?? USUAL_SECONDS), 0);
  const bytes = seconds * BYTES_A_SECOND[format];
  const meaning = words.convertedMeaning(chosen.length, Math.max(0.1, Math.round(bytes / 1e5) / 10));
  return bytes > MUCH_BYTES ? `${meaning} ${words.muchToHold}` : meaning;
}
