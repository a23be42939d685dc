import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type ComponentProps, type KeyboardEvent } from 'react';

import { NOTES_MAX, TAG_MAX, TAGS_MAX, TITLE_MAX } from '#shared/limits.ts';
import type { TaskPatch } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import type { ApiError } from '../../../lib/api-error.ts';
import { words } from '../../../strings/library-strings.ts';
import { surplus as surplusWords } from '../../../strings/page-strings.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { ownTitleOf } from '../card/task-status.ts';
import { keepDraft, readDraft, type NoteDraft } from './note-draft.ts';

const readTags = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

function tagsError(tags: readonly string[]): string | null {
  const long = tags.find((tag) => tag.length > TAG_MAX);
  if (long !== undefined) return words.longTag(long.slice(0, 20), TAG_MAX);
  return tags.length > TAGS_MAX ? words.tooManyTags(TAGS_MAX) : null;
}

/** Nothing that is typed or pasted is cut. */
function surplusOf(text: string, max: number): string | null {
  const surplus = text.trim().length - max;
  return surplus > 0 ? surplusWords(surplus) : null;
}

/** Answers it, so that it does not end selecting besides. */
const onEscape = (close: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  close();
};

/** What a person writes to a task. Saved together; Escape leaves it as it was, a reload or a scroll what was typed. */
export function NotesAndTags({
  task,
  onSave,
  onClose,
}: {
  task: Task;
  onSave: (change: TaskPatch) => Promise<void>;
  onClose: () => void;
}) {
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [before] = useState(() => ({ title: ownTitleOf(task), tags: task.tags, notes: task.notes }));
  const [draft, setDraft] = useState(() => readDraft(task.id));
  const title = draft.title ?? before.title;
  const tagText = draft.tags ?? before.tags.join(', ');
  const notes = draft.notes ?? before.notes;
  const write = (typed: NoteDraft) => {
    const next = { ...draft, ...typed };
    setDraft(next);
    keepDraft(task.id, next);
  };
  const close = () => {
    keepDraft(task.id, {});
    onClose();
  };
  useEffect(() => {
    const opener = document.activeElement;
    first.current?.focus();
    return () => {
      // Gone with its focus: back to the button that opened it, unless the person has moved on.
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const tags = readTags(tagText);
  const wrongTags = tagsError(tags);
  const longTitle = surplusOf(title, TITLE_MAX);
  const longNotes = surplusOf(notes, NOTES_MAX);
  // Only what was changed here: the rest may have been changed in another tab meanwhile.
  const change: TaskPatch = {
    ...(title.trim() !== before.title && { title: title.trim() }),
    ...(tags.join() !== before.tags.join() && { tags }),
    ...(notes.trim() !== before.notes.trim() && { notes: notes.trim() }),
  };
  const onKeyDown = onEscape(close);
  const save = useMutation<void, ApiError, TaskPatch>({
    networkMode: 'always',
    mutationFn: onSave,
    onSuccess: close,
  });
  return (
    <form
      aria-label={words.details}
      className="grid gap-3 rounded-control bg-well p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrongTags !== null || longTitle !== null || longNotes !== null || save.isPending) return;
        if (Object.keys(change).length === 0) close();
        else save.mutate(change);
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <NoteField
          id={`${id}-title`}
          label={words.title}
          meaning={longTitle ?? words.titleMeaning}
          ref={first}
          value={title}
          aria-invalid={longTitle !== null}
          onKeyDown={onKeyDown}
          onChange={(event) => write({ title: event.target.value })}
        />
        <NoteField
          id={`${id}-tags`}
          label={words.tagsField}
          meaning={wrongTags ?? words.tagsMeaning(TAGS_MAX)}
          value={tagText}
          aria-invalid={wrongTags !== null}
          onKeyDown={onKeyDown}
          onChange={(event) => write({ tags: event.target.value })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-notes`} className="mb-1 block text-sm font-semibold">
          {words.notes}
        </label>
        <textarea
          id={`${id}-notes`}
          dir="auto"
          value={notes}
          aria-invalid={longNotes !== null}
          aria-describedby={longNotes === null ? undefined : `${id}-long`}
          rows={3}
          onKeyDown={onKeyDown}
          onChange={(event) => write({ notes: event.target.value })}
          className="field block w-full p-3"
        />
        {longNotes !== null && (
          <p id={`${id}-long`} className="mt-1 text-sm text-danger">
            {longNotes}
          </p>
        )}
      </div>
      {save.isError && (
        <p role="alert" className="text-sm text-danger">
          {errorText(save.error)}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" look="primary" aria-busy={save.isPending}>
          {words.save}
        </Button>
        <Button look="quiet" onClick={close}>
          {words.close}
        </Button>
      </div>
    </form>
  );
}

function NoteField({
  id,
  label,
  meaning,
  ...input
}: ComponentProps<'input'> & { id: string; label: string; meaning: string }) {
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-semibold">
        {label}
      </label>
      <input
        {...input}
        id={id}
        dir="auto"
        autoComplete="off"
        aria-describedby={`${id}-meaning`}
        className="field min-h-10 w-full px-3"
      />
      <p
        id={`${id}-meaning`}
        className={`mt-1 text-sm ${input['aria-invalid'] === true ? 'text-danger' : 'text-muted'}`}
      >
        {meaning}
      </p>
    </div>
  );
}
