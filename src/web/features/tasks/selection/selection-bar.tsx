import '../../../styles/library-look.ts';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';

import { isFreeToRetry } from '#shared/may-retry.ts';
import { taskIdOf, type Task } from '#shared/task.ts';

import type { Api } from '../../../api/api-client.ts';
import { runBulk, type BulkAction } from '../../../api/library-api.ts';
import type { ApiError } from '../../../lib/api-error.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { newId } from '../../../lib/new-id.ts';
import { words } from '../../../strings/library-strings.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';

/** An address holds no more. */
const EXPORT_MAX = 200;
const TAG_MAX = 40;

export interface BulkBoard {
  api: Api;
  put: (tasks: readonly Task[]) => void;
  drop: (ids: readonly string[]) => void;
  unforget: (ids: readonly string[]) => void;
  toast: (text: string, undo?: () => void) => void;
}

/** Pressed again after no answer came, a retry is the same press: the new task keeps its id. */
const presses = new Map<string, string>();
function pressOf(id: string): string {
  const made = presses.get(id) ?? newId();
  presses.set(id, made);
  return made;
}

const idsOf = (tasks: readonly Task[]): string[] => tasks.map(({ id }) => id);

/** What can be done with all that is picked. On a phone at the thumb. */
export function SelectionBar({
  board,
  picked,
  shown,
  onAll,
  onEnd,
  onUnpick,
}: {
  board: BulkBoard;
  picked: readonly Task[];
  shown: number;
  onAll: () => void;
  onEnd: () => void;
  onUnpick: (ids: readonly string[]) => void;
}) {
  const [panel, setPanel] = useState<'tag' | 'export' | null>(null);
  const { run, isPending, error } = useBulk(board);
  const count = picked.length;
  const free = picked.filter(isFreeToRetry);
  const taskIds = picked.flatMap((task) => taskIdOf(task) ?? []);
  const areFavourites = count > 0 && picked.every(({ favourite }) => favourite);

  async function copy() {
    if (taskIds.length === 0) return board.toast(words.noTaskIds);
    try {
      await copyText(taskIds.join('\n'));
      board.toast(words.copied(taskIds.length));
    } catch {
      board.toast(words.notCopied);
    }
  }

  async function remove() {
    const ids = idsOf(picked);
    const done = await run({ action: 'delete', ids });
    if (done === null) return;
    board.drop(done);
    onUnpick(done);
    board.toast(words.deleted(done.length), () => {
      board.unforget(done);
      // Oldest first: those made at the same moment come back in their order.
      void run({ action: 'restore', ids: done.toReversed() });
    });
  }

  async function retry() {
    const done = await run({
      action: 'retry',
      // Oldest first, so that the new tasks stand in the order of the old ones.
      items: free.toReversed().map(({ id }) => ({ id, newId: pressOf(id) })),
    });
    if (done === null) return;
    for (const id of done) presses.delete(id);
    board.toast(words.retried(done.length));
    onUnpick(done);
  }

  async function tag(text: string) {
    const done = await run({ action: 'tag', ids: idsOf(picked), tags: [text] });
    if (done === null) return;
    setPanel(null);
    const undo = () => void run({ action: 'untag', ids: done, tags: [text] });
    board.toast(words.tagged(done.length, text), undo);
  }

  async function favour() {
    const action = areFavourites ? 'unfavourite' : 'favourite';
    const done = await run({ action, ids: idsOf(picked) });
    if (done !== null)
      board.toast(areFavourites ? words.unfavoured(done.length) : words.favoured(done.length));
  }

  return (
    <section
      aria-label={words.bulk}
      aria-busy={isPending}
      className="sticky top-12 z-10 mb-4 grid gap-2 rounded-card border border-line bg-card p-2 shadow-float max-sm:fixed max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:z-20 max-sm:m-0 max-sm:rounded-none max-sm:px-4 max-sm:pb-[calc(0.75rem+env(safe-area-inset-bottom))]"
    >
      <div className="flex flex-wrap items-center gap-1">
        <output className="px-2 text-sm font-semibold">{words.picked(count)}</output>
        {count < shown && (
          <Button look="quiet" onClick={onAll}>
            {words.all(shown)}
          </Button>
        )}
        <Button look="quiet" className="ml-auto" onClick={onEnd}>
          {words.done}
        </Button>
      </div>
      {count === 0 ? (
        <p className="px-2 pb-1 text-sm text-muted">{words.nonePicked}</p>
      ) : (
        <div className="flex flex-wrap gap-1 max-sm:[&>*]:min-h-11">
          <Button onClick={() => void copy()}>
            <Icon name="copy" /> {words.copy}
          </Button>
          <Button onClick={() => void favour()}>
            <Icon name="star" isFilled={areFavourites} /> {areFavourites ? words.unfavour : words.favour}
          </Button>
          <Button aria-expanded={panel === 'tag'} onClick={() => setPanel(panel === 'tag' ? null : 'tag')}>
            <Icon name="tag" /> {words.tagThem}
          </Button>
          <Button
            aria-expanded={panel === 'export'}
            onClick={() => setPanel(panel === 'export' ? null : 'export')}
          >
            <Icon name="download" /> {words.export}
          </Button>
          {free.length > 0 && (
            <Button title={words.noRetry} onClick={() => void retry()}>
              <Icon name="retry" /> {words.retry(free.length)}
            </Button>
          )}
          <Button onClick={() => void remove()}>
            <Icon name="trash" /> {words.delete}
          </Button>
        </div>
      )}
      {panel === 'tag' && count > 0 && <TagForm onAdd={tag} onClose={() => setPanel(null)} />}
      {panel === 'export' && count > 0 && <ExportLinks ids={idsOf(picked)} />}
      {error && (
        <p role="alert" className="px-2 text-sm text-danger">
          {error}
        </p>
      )}
    </section>
  );
}

const countOf = (move: BulkAction): number => (move.action === 'retry' ? move.items : move.ids).length;

/** Runs a move on all of them; null when nothing came of it, else the ids it was done to. */
function useBulk(board: BulkBoard) {
  const [error, setError] = useState<string | null>(null);
  const { mutateAsync, isPending } = useMutation<string[], ApiError, BulkAction>({
    networkMode: 'always',
    mutationFn: async (move) => {
      const { results, error: stopped } = await runBulk(board.api, move);
      const done = results.filter((result) => result.ok);
      board.put(done.flatMap(({ task }) => task ?? []));
      if (stopped) setError(`${words.doneOf(done.length, countOf(move))} ${errorText(stopped)}`);
      else if (done.length < results.length)
        setError(words.someFailed(results.length - done.length, results.length));
      return done.map(({ id }) => id);
    },
  });
  const run = async (move: BulkAction): Promise<string[] | null> => {
    setError(null);
    try {
      return await mutateAsync(move);
    } catch (thrown) {
      setError(errorText(thrown as ApiError));
      return null;
    }
  };
  return { run, isPending, error };
}

function TagForm({ onAdd, onClose }: { onAdd: (tag: string) => Promise<void>; onClose: () => void }) {
  const id = useId();
  const [tag, setTag] = useState('');
  return (
    <form
      className="flex flex-wrap items-center gap-2 px-2 pb-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (tag.trim() !== '') void onAdd(tag.trim());
      }}
    >
      <label htmlFor={id} className="text-sm">
        {words.tagField}
      </label>
      <input
        id={id}
        ref={focusOnce}
        value={tag}
        maxLength={TAG_MAX}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
        onChange={(event) => setTag(event.target.value)}
        className="field min-h-8 min-w-0 flex-1 basis-32 px-3"
      />
      <Button type="submit" look="primary">
        {words.addTag}
      </Button>
    </form>
  );
}

const focusOnce = (input: HTMLInputElement | null): void => input?.focus();

function ExportLinks({ ids }: { ids: readonly string[] }) {
  if (ids.length > EXPORT_MAX)
    return <p className="px-2 text-sm text-muted">{words.exportMax(EXPORT_MAX)}</p>;
  const query = `ids=${ids.join(',')}`;
  return (
    <div className="flex flex-wrap gap-1 px-2 pb-1">
      <a className={buttonClass('plain')} download href={`/api/export?${query}`}>
        {words.exportJson}
      </a>
      <a className={buttonClass('plain')} download href={`/api/export?audio=1&${query}`}>
        {words.exportZip}
      </a>
      <a className={buttonClass('plain')} download href={`/api/tasks.csv?${query}`}>
        {words.exportCsv}
      </a>
    </div>
  );
}
