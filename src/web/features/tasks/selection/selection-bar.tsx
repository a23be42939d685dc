import '../../../styles/selection-bar.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type RefObject } from 'react';

import { TAG_MAX } from '#shared/limits.ts';
import { isFreeToRetry } from '#shared/may-retry.ts';
import { taskIdOf, type Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { runBulk, type BulkAction, type BulkOutcome } from '../../../api/library-api.ts';
import type { ApiError } from '../../../lib/api-error.ts';
import { useCover } from '../../../lib/covers.ts';
import { isTyping } from '../../../lib/is-typing.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useEscape } from '../../../lib/use-escape.ts';
import { words } from '../../../strings/library-strings.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import { putTasks, taskCache } from '../../../sync/task-cache.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { focusOnce } from '../../../ui/focus-once.ts';
import { useMatches } from '../../../ui/use-matches.ts';
import { copyTaskIds } from '../actions/copy-task-id.ts';
import { useRetryTasks } from '../actions/retry-tasks.ts';
import { takeAway, toastDeleted, toastWithUndo } from '../actions/task-actions.ts';
import { ActionButton } from './action-button.tsx';
import { DownloadPanel } from './download-panel.tsx';
import { useFitActions } from './fit-actions.ts';
import { deselect, endSelecting, selectAll } from './selection-store.ts';

/** Where there is a mouse there is a keyboard, for its Shift. */
const FINE_POINTER = '(any-pointer: fine)';
/** As in selection-bar.css: all actions have room in a wider one. */
const PHONE = '(max-width: 639.98px)';
/** An address holds no more. */
const EXPORT_MAX = 200;

const idsOf = (tasks: readonly Task[]): string[] => tasks.map(({ id }) => id);

interface SelectionBarProps {
  selected: readonly Task[];
  /** All tasks that could be selected. */
  shown: readonly Task[];
}

/** What can be done with all that is selected. On a phone it stands at the thumb. */
export function SelectionBar({ selected, shown }: SelectionBarProps) {
  const actions = useSelectionActions(selected);
  useCover(true, endSelecting);
  useEffect(() => endOnEscape(), []);
  return (
    <section aria-label={words.bulk} aria-busy={actions.isPending} className="selection-bar">
      <div className="flex flex-wrap items-center gap-1">
        <output className="px-2 text-sm font-semibold">{words.selected(selected.length)}</output>
        {selected.length < shown.length && (
          <Button look="quiet" className="selection-all" onClick={() => selectAll(idsOf(shown))}>
            {words.all(shown.length)}
          </Button>
        )}
        <Button look="quiet" className="ms-auto" onClick={endSelecting}>
          {words.done}
        </Button>
      </div>
      {selected.length === 0 ? (
        <p className="px-2 pb-1 text-sm text-muted">{words.noneSelected(matchMedia(FINE_POINTER).matches)}</p>
      ) : (
        <Actions selected={selected} actions={actions} />
      )}
      {actions.error && (
        <p role="alert" className="px-2 text-sm text-danger">
          {actions.error}
        </p>
      )}
    </section>
  );
}

/** On the window, after the document: what lies over the bar takes Escape first. */
function endOnEscape(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isTyping(document.activeElement)) return;
    if (!document.querySelector('dialog[open]')) endSelecting();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

type Panel = 'tag' | 'export' | 'download';
type SelectionActions = ReturnType<typeof useSelectionActions>;

function Actions({ selected, actions }: { selected: readonly Task[]; actions: SelectionActions }) {
  const [panel, setPanel] = useState<Panel | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const close = () => setPanel(null);
  // A phone's bar has room for five; it may be turned to a wider one.
  const isPhone = useMatches(PHONE);
  const [showsOthers, setShowsOthers] = useState(false);
  if (showsOthers && !isPhone) setShowsOthers(false);
  useLineUnder(showsOthers, '[data-action="more"]', buttons, () => setShowsOthers(false));
  useLineUnder(panel === 'tag', '[data-action="tag"]', buttons, close);
  useLineUnder(panel === 'export', '[data-action="lines"]', buttons, close);
  const { areFavourites, free } = actions;
  useFitActions(buttons);
  const toggle = (name: Panel) => ({
    'aria-expanded': panel === name,
    onClick: () => setPanel(panel === name ? null : name),
  });
  return (
    <>
      <div ref={buttons} className="selection-actions">
        <ActionButton icon="copy" name={words.copy} onClick={actions.copy} />
        <span className="relative grid">
          <ActionButton icon="download" name={words.download} {...toggle('download')} />
          {panel === 'download' && <DownloadPanel selected={selected} onClose={close} />}
        </span>
        <ActionButton icon="tag" name={words.tagThem} {...toggle('tag')} />
        <span className="selection-others" data-open={showsOthers || undefined}>
          <ActionButton
            icon="star"
            isFilled={areFavourites}
            name={areFavourites ? words.unfavour : words.favour}
            onClick={() => void actions.favour()}
          />
          <ActionButton icon="lines" name={words.export} {...toggle('export')} />
          {free.length > 0 && (
            <ActionButton
              icon="retry"
              name={words.retry(free.length)}
              title={words.noRetry}
              onClick={() => void actions.retry()}
            />
          )}
        </span>
        <ActionButton icon="trash" name={words.delete} onClick={() => void actions.remove()} />
        <ActionButton
          icon="more"
          name={words.others}
          aria-expanded={showsOthers}
          onClick={() => {
            setShowsOthers(!showsOthers);
            close();
          }}
        />
      </div>
      {panel === 'tag' && (
        <TagForm
          onAdd={async (tag) => {
            if (await actions.tag(tag)) close();
          }}
        />
      )}
      {panel === 'export' && <ExportLinks ids={idsOf(selected)} />}
    </>
  );
}

/** Escape and Back close what stands under the buttons before they end selecting; the focus goes back to its button. */
function useLineUnder(
  isOpen: boolean,
  opener: string,
  buttons: RefObject<HTMLElement | null>,
  onClose: () => void,
): void {
  useEscape(isOpen, useCover(isOpen, onClose), () => {
    buttons.current?.querySelector<HTMLElement>(opener)?.focus();
    onClose();
  });
}

/** What each button does. An action that fails, wholly or in part, says so in `error`. */
function useSelectionActions(selected: readonly Task[]) {
  const client = useQueryClient();
  const { run, report, isPending, error } = useBulk();
  const retryTasks = useRetryTasks();
  const free = selected.filter(isFreeToRetry);
  const ids = idsOf(selected);
  const areFavourites = selected.length > 0 && selected.every(({ favourite }) => favourite);

  async function remove() {
    const done = await run({ action: 'delete', ids });
    if (done === null) return;
    for (const id of done) takeAway(client, id);
    deselect(done);
    toastDeleted(client, words.deleted(done.length), done, () => {
      for (const id of done) taskCache(client).unforget(id);
      void run({ action: 'restore', ids: done });
    });
  }

  async function retry() {
    const done = await report(() => retryTasks.mutateAsync(free), free.length);
    if (done === null) return;
    showToast(words.retried(done.length));
    deselect(done);
  }

  async function tag(text: string): Promise<boolean> {
    const done = await run({ action: 'tag', ids, tags: [text] });
    if (done === null) return false;
    toastWithUndo(
      words.tagged(done.length, text),
      () => void run({ action: 'untag', ids: done, tags: [text] }),
    );
    return true;
  }

  async function favour() {
    const done = await run({ action: areFavourites ? 'unfavourite' : 'favourite', ids });
    if (done !== null) showToast(areFavourites ? words.unfavoured(done.length) : words.favoured(done.length));
  }

  function copy() {
    if (selected.every((task) => taskIdOf(task) === undefined)) showToast(words.noTaskIds);
    else void copyTaskIds(selected);
  }

  return {
    copy,
    favour,
    tag,
    retry,
    remove,
    free,
    areFavourites,
    error,
    isPending: isPending || retryTasks.isPending,
  };
}

/** Runs an action on all of them; null when nothing came of it, else the ids it was done to. */
function useBulk() {
  const api = useApi();
  const [error, setError] = useState<string | null>(null);
  const { mutateAsync, isPending } = useMutation<BulkOutcome, ApiError, BulkAction>({
    networkMode: 'always',
    mutationFn: (action) => runBulk(api, action),
    onSuccess: ({ results }, _action, _result, { client }) =>
      putTasks(
        client,
        results.flatMap((result) => (result.ok && result.task) || []),
      ),
  });
  const report = async (act: () => Promise<BulkOutcome>, count: number): Promise<string[] | null> => {
    setError(null);
    try {
      const { results, error: stopped } = await act();
      const done = results.filter(({ ok }) => ok);
      if (stopped) setError(`${words.doneOf(done.length, count)} ${errorText(stopped)}`);
      else if (done.length < results.length)
        setError(words.someFailed(results.length - done.length, results.length));
      return done.map(({ id }) => id);
    } catch (thrown) {
      setError(errorText(thrown as ApiError));
      return null;
    }
  };
  const run = (action: Exclude<BulkAction, { action: 'retry' }>) =>
    report(() => mutateAsync(action), action.ids.length);
  return { run, report, isPending, error };
}

function TagForm({ onAdd }: { onAdd: (tag: string) => Promise<void> }) {
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
        onChange={(event) => setTag(event.target.value)}
        className="field min-h-(--ctl) min-w-0 flex-1 basis-32 px-3"
      />
      <Button type="submit" look="primary">
        {words.addTag}
      </Button>
    </form>
  );
}

function ExportLinks({ ids }: { ids: readonly string[] }) {
  if (ids.length > EXPORT_MAX)
    return <p className="px-2 text-sm text-muted">{words.exportMax(EXPORT_MAX)}</p>;
  const query = `ids=${ids.join(',')}`;
  return (
    <div className="flex flex-wrap gap-1 px-2 pb-1">
      <a className={buttonClass('plain')} download href={`api/export?${query}`}>
        {words.exportJson}
      </a>
      <a className={buttonClass('plain')} download href={`api/export?audio=1&${query}`}>
        {words.exportZip}
      </a>
      <a className={buttonClass('plain')} download href={`api/tasks.csv?${query}`}>
        {words.exportCsv}
      </a>
    </div>
  );
}
