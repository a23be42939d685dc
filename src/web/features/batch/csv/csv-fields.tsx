import { useId, useState } from 'react';

import { shorten } from '../../../lib/shorten.ts';
import { strings } from '../../../strings/batch-strings.ts';
import { quoted } from '../cell-text.ts';
import { decodeText, type TextEncoding } from './decode-text.ts';
import type { CsvRead, RowError } from './read-csv.ts';

const ERRORS_SHOWN = 20;

function sayHeader({ hasHeader, ignored }: CsvRead): string {
  if (!hasHeader) return strings.noHeader;
  return ignored.length === 0 ? strings.header : strings.headerIgnoring(ignored.map(quoted));
}

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
  const [fileError, setFileError] = useState<string | null>(null);
  const take = async (file: File) => {
    const text = await readText(file);
    setFileError(text === null ? strings.noTextFile(shorten(file.name)) : null);
    if (text) onChange(text.text, text.encoding);
  };
  return (
    <div
      // Nearer than the page's own, which takes what is dropped for sound.
      onDrop={(event) => {
        const [file] = event.dataTransfer.files;
        if (!file) return;
        event.preventDefault();
        event.stopPropagation();
        void take(file);
      }}
    >
      <div className="field-head">
        <label htmlFor={`${id}-rows`} className="label">
          {strings.csv}
        </label>
        <label className="quiet file-button">
          {strings.csvFile}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) void take(file);
              // The same file, mended meanwhile, may be chosen once more.
              event.target.value = '';
            }}
          />
        </label>
      </div>
      <textarea
        id={`${id}-rows`}
        dir="auto"
        value={text}
        onChange={({ target }) => {
          setFileError(null);
          onChange(target.value, target.value === '' ? null : encoding);
        }}
        rows={9}
        spellCheck={false}
        placeholder={strings.csvSample}
        aria-invalid={(read?.errors.length ?? 0) > 0}
        aria-describedby={`${id}-meaning ${id}-errors`}
        className="field batch-text is-csv"
      />
      <p id={`${id}-meaning`} className="hint">
        {strings.csvMeaning}
      </p>
      <div id={`${id}-errors`}>
        {fileError !== null && (
          <p role="alert" className="hint text-danger">
            {fileError}
          </p>
        )}
        {encoding === 'windows-1252' && <p className="hint text-warn">{strings.guessedEncoding}</p>}
        {read && !isEmpty && <p className="hint">{sayHeader(read)}</p>}
        {read && read.errors.length > 0 && <RowErrors errors={read.errors} />}
      </div>
    </div>
  );
}

function RowErrors({ errors }: { errors: readonly RowError[] }) {
  return (
    <div className="row-errors">
      <p>
        <b>{strings.wrongRows(errors.length)}</b> {strings.mend(errors.length)}
      </p>
      <ul className="bare-list">
        {errors.slice(0, ERRORS_SHOWN).map(({ line, text }) => (
          <li key={line}>
            <span className="text-muted">{strings.line(line)}</span> <span>{text}</span>
          </li>
        ))}
      </ul>
      {errors.length > ERRORS_SHOWN && <p>{strings.moreErrors(errors.length - ERRORS_SHOWN)}</p>}
    </div>
  );
}

/** null where it is no text, or cannot be read any more: a workbook, a picture, a file that was moved. */
async function readText(file: File): Promise<ReturnType<typeof decodeText> | null> {
  const bytes = await file.arrayBuffer().catch(() => null);
  const read = bytes && decodeText(new Uint8Array(bytes));
  return read?.text.includes('\0') === false ? read : null;
}
