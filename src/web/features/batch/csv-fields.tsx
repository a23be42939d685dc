import { useId } from 'react';

import { strings } from '../../strings/batch-strings.ts';
import { decodeText, type TextEncoding } from './decode-text.ts';
import type { CsvRead } from './read-csv.ts';

const ERRORS_SHOWN = 20;

export function CsvFields({
  text,
  encoding,
  read,
  onChange,
}: {
  text: string;
  /** Of the file it was read from; null for what was pasted. */
  encoding: TextEncoding | null;
  read: CsvRead | null;
  onChange: (text: string, encoding: TextEncoding | null) => void;
}) {
  const id = useId();
  const isEmpty = text.trim() === '';
  return (
    <div className="grid gap-2">
      <label htmlFor={`${id}-rows`} className="font-semibold">
        {strings.csv}
      </label>
      <textarea
        id={`${id}-rows`}
        value={text}
        onChange={(event) => onChange(event.target.value, encoding)}
        rows={8}
        spellCheck={false}
        placeholder={strings.csvSample}
        aria-invalid={(read?.errors.length ?? 0) > 0}
        aria-describedby={`${id}-meaning ${id}-errors`}
        className="field block w-full p-3 font-mono text-sm"
      />
      <p id={`${id}-meaning`} className="max-w-[70ch] text-sm text-muted">
        {strings.csvMeaning}
      </p>
      <label className="text-sm">
        <span className="me-2">{strings.csvFile}</span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          className="max-w-full file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-control file:border file:border-edge file:px-3 file:text-sm hover:file:bg-well"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void readFile(file, onChange);
          }}
        />
      </label>
      <div id={`${id}-errors`} className="grid gap-1 text-sm">
        {encoding === 'windows-1252' && <p className="text-warn">{strings.guessedEncoding}</p>}
        {read && !isEmpty && (
          <p className="text-muted">{read.hasHeader ? strings.header(read.ignored) : strings.noHeader}</p>
        )}
        {read && read.errors.length > 0 && (
          <>
            <p className="text-danger">{strings.wrongRows(read.errors.length)}</p>
            <ul className="bare-list grid gap-1">
              {read.errors.slice(0, ERRORS_SHOWN).map(({ line, text }) => (
                <li key={line} className="wrap-anywhere">
                  <span className="font-semibold">{strings.line(line)}</span> {text}
                </li>
              ))}
            </ul>
            {read.errors.length > ERRORS_SHOWN && (
              <p>{strings.moreErrors(read.errors.length - ERRORS_SHOWN)}</p>
            )}
          </>
        )}
      </div>
    </div>
  );
}

async function readFile(file: File, take: (text: string, encoding: TextEncoding) => void): Promise<void> {
  const { text, encoding } = decodeText(new Uint8Array(await file.arrayBuffer()));
  take(text, encoding);
}
