import { useQueryClient } from '@tanstack/react-query';

import type { Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { showToast } from '../../../lib/toasts.ts';
import { noFilters } from '../../../state/filters.ts';
import { filterList } from '../../../state/list-filters.ts';
import * as words from '../../../strings/task-strings.ts';
import { putTask } from '../../../sync/task-cache.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { useTaskAction } from '../actions/task-actions.ts';
import { endSelecting } from '../selection/selection-store.ts';

const NotesAndTags = lazyComponent(async () => (await import('./notes-and-tags.tsx')).NotesAndTags);

export function FavouriteButton({ task }: { task: Task }) {
  const api = useApi();
  const action = useTaskAction();
  return (
    <Button
      look="icon"
      aria-label={words.favourite}
      aria-pressed={task.favourite}
      title={task.favourite ? words.isFavourite : words.makeFavourite}
      className={task.favourite ? 'text-accent-ink!' : ''}
      onClick={() =>
        action.mutate(() => api.patch(task.id, { favourite: !task.favourite }), {
          onError: () => showToast(words.notSaved),
        })
      }
    >
      <Icon name="star" isFilled={task.favourite} />
    </Button>
  );
}

/** What a person wrote to a task: tags and notes, and the fields to write them in. */
export function CardDetails({
  task,
  isOpen,
  onOpen,
}: {
  task: Task;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}) {
  const api = useApi();
  const client = useQueryClient();
  if (isOpen)
    return (
      <NotesAndTags
        task={task}
        onSave={async (change) => putTask(client, await api.patch(task.id, change))}
        onClose={() => onOpen(false)}
      />
    );
  if (task.tags.length === 0 && task.notes === '') return null;
  return (
    <div className="grid gap-1">
      {task.tags.length > 0 && (
        <ul aria-label={words.tags} className="bare-list flex flex-wrap gap-1">
          {task.tags.map((tag) => (
            <li key={tag} className="min-w-0">
              <button
                type="button"
                title={words.tagTitle}
                className="inline-flex min-h-6 max-w-full items-center rounded-full bg-well px-2 text-xs hover:bg-line"
                onClick={() => {
                  endSelecting();
                  filterList({ ...noFilters, tag: [tag] });
                }}
              >
                <span className="truncate">{tag}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {task.notes !== '' && (
        <p className="line-clamp-3 max-w-[70ch] text-sm wrap-anywhere whitespace-pre-line text-muted">
          {task.notes}
        </p>
      )}
    </div>
  );
}
