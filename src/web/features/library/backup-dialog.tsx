import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { ImportAnswer, ImportPreview } from '#shared/backup-import.ts';

import { useApi } from '../../api/api-context.ts';
import { previewImport, runImport } from '../../api/library-api.ts';
import { taskKeys } from '../../api/task-keys.ts';
import { announce } from '../../lib/announce.ts';
import type { ApiError } from '../../lib/api-error.ts';
import { LANGUAGE } from '../../strings/language.ts';
import { words } from '../../strings/library-strings.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

const day = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });

/** Save all, save the list, restore. */
export function Backup({ query, total, onClose }: { query: string; total: number; onClose: () => void }) {
  const { fileKey, sent, preview, restore, choose } = useRestore();
  const error = preview.error ?? restore.error;
  return (
    <section
      aria-label={words.backup}
      className="grid grid-cols-1 gap-3 rounded-card border border-line bg-card p-4"
    >
      <p className="max-w-[70ch] text-sm text-muted">{words.backupMeaning}</p>
      <SaveLinks query={query} total={total} />
      <label className="grid grid-cols-1 justify-items-start gap-1 text-sm">
        <span className="font-semibold">{words.import}</span>
        <input
          key={fileKey}
          type="file"
          accept=".json,.zip,application/json,application/zip"
          className="file-field"
          // One at a time: what ends clears the field for the next.
          disabled={restore.isPending}
          onChange={(event) => choose(event.target.files?.[0])}
        />
      </label>
      {preview.isPending && sent < 1 && (
        <progress aria-label={words.uploading} value={sent} className="w-full" />
      )}
      <div aria-live="polite" className="grid gap-2 text-sm">
        {preview.isPending && <p className="text-muted">{sent < 1 ? words.uploading : words.reading}</p>}
        {preview.data && <Preview preview={preview.data} badRows={(restore.data ?? preview.data).badRows} />}
      </div>
      {/* Announced by the page, also where this was closed meanwhile. */}
      {restore.isSuccess && (
        <p className="text-sm">{words.restored(restore.data.tasks.new, restore.data.tasks.conflict.file)}</p>
      )}
      {error && (
        <p role="alert" className="text-sm text-danger">
          {errorText(error)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {preview.data && changes(preview.data) > 0 && (
          <Button
            look="primary"
            aria-busy={restore.isPending}
            onClick={() => {
              if (!restore.isPending) restore.mutate(preview.data.id);
            }}
          >
            {restore.isPending ? words.importing : words.restore(changes(preview.data))}
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </section>
  );
}

/** A file is previewed as soon as it is chosen, and restored when that is asked for. */
function useRestore() {
  const api = useApi();
  const client = useQueryClient();
  const [picks, setPicks] = useState(0);
  /** Share of the file that has gone out. */
  const [sent, setSent] = useState(0);
  const preview = useMutation<ImportPreview, ApiError, File>({
    networkMode: 'always',
    mutationFn: (file) => previewImport(api, file, setSent),
  });
  const restore = useMutation<ImportAnswer, ApiError, string>({
    networkMode: 'always',
    mutationFn: (id) => runImport(api, id),
    onSuccess: ({ tasks }) => {
      announce(words.restored(tasks.new, tasks.conflict.file));
      preview.reset();
      setPicks(picks + 1);
      void client.invalidateQueries({ queryKey: taskKeys.lists });
    },
  });
  function choose(file: File | undefined) {
    restore.reset();
    setSent(0);
    if (file) preview.mutate(file);
  }
  return {
    /** Another one clears the file field. */
    fileKey: picks,
    sent,
    preview,
    restore,
    choose,
  };
}

/** All of it, and the list as it is filtered. */
function SaveLinks({ query, total }: { query: string; total: number }) {
  return (
    <div className="flex flex-wrap gap-2">
      <a className={buttonClass('plain')} download href="api/export">
        <Icon name="download" /> {words.saveJson}
      </a>
      <a className={buttonClass('plain')} download href="api/export?audio=1">
        <Icon name="download" /> {words.saveZip}
      </a>
      {total > 0 && (
        <a
          className={buttonClass('plain')}
          download
          href={`api/tasks.csv${query === '' ? '' : `?${query}`}`}
          title={words.csvMeaning}
        >
          <Icon name="download" /> {words.saveCsv(total)}
        </a>
      )}
    </div>
  );
}

/** Tasks that would be added or changed, or that get their audio back. */
const changes = ({ tasks, audio }: ImportPreview): number =>
  tasks.new + tasks.conflict.file || Math.sign(audio.files);

/** What the file would change, before it does. */
function Preview({ preview, badRows }: { preview: ImportPreview; badRows: ImportPreview['badRows'] }) {
  const { tasks, audio, conflicts, withoutAudio, exportedAt } = preview;
  const all = tasks.new + tasks.same + tasks.conflict.file + tasks.conflict.here + tasks.gone;
  const lines = [
    tasks.new > 0 && words.isNew(tasks.new),
    tasks.same > 0 && words.isSame(tasks.same),
    tasks.conflict.file > 0 && words.fileWins(tasks.conflict.file),
    tasks.conflict.here > 0 && words.hereWins(tasks.conflict.here),
    tasks.gone > 0 && words.isGone(tasks.gone),
    audio.files > 0 && words.audio(audio.files, audio.bytes / 1e6),
    withoutAudio > 0 && words.withoutAudio(withoutAudio),
  ].filter((line) => line !== false);
  return (
    <>
      <p>
        <strong className="font-semibold">{words.preview(all)}</strong>{' '}
        <span className="text-muted">{words.madeAt(day.format(Date.parse(exportedAt)))}</span>
      </p>
      <ul className="grid list-disc gap-1 ps-4">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {changes(preview) === 0 && <p>{words.nothingToRestore}</p>}
      {badRows.count > 0 && (
        <details>
          <summary className="min-h-(--ctl)">{words.badRows(badRows.count)}</summary>
          <ul className="bare-list mt-1 grid max-h-48 gap-1 overflow-auto">
            {badRows.shown.map(({ field, message }) => (
              <li key={`${field} ${message}`} className="wrap-anywhere">
                <code>{field}</code> {message}
              </li>
            ))}
          </ul>
        </details>
      )}
      {conflicts.length > 0 && (
        <details>
          <summary className="min-h-(--ctl) text-muted">{words.conflicts}</summary>
          <ul className="bare-list mt-1 grid max-h-48 gap-1 overflow-auto">
            {conflicts.map(({ id, prompt, here, file, winner }) => (
              <li key={id} className="wrap-anywhere">
                {prompt ?? id}: {words.conflict(here, file, winner)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
