import { use, useState } from 'react';

import type { Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { showToast } from '../../../lib/toasts.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import * as words from '../../../strings/task-strings.ts';
import { DescribedBy } from '../../../ui/described-by.ts';
import { useFormActions } from '../../compose/compose-context.ts';
import { prefetchInspector } from '../../inspector/load-inspector.ts';
import { inspectTake } from '../../inspector/open-inspector.ts';
import { lastTakeOf } from '../../player/play-take.ts';
import { isWhole } from '../../player/take-row.tsx';
import { useDelete, useTaskAction } from '../actions/task-actions.ts';
import { RowTab } from './row-tab.ts';

interface RowActionsProps {
  task: Task;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

/** What can be done with the task; shown where the pointer or the focus is, on a phone behind one button. */
export function RowActions({ task, isOpen, onOpen }: RowActionsProps) {
  const api = useApi();
  const form = useFormActions();
  const remove = useDelete();
  const action = useTaskAction();
  const tab = use(RowTab);
  const heading = use(DescribedBy);
  // Then Edit stands among the steps of its own row.
  const isTroubled = 'problem' in task && task.state !== 'held';
  const [isUnfolded, setIsUnfolded] = useState(false);
  const edit = () => {
    if (task.state !== 'held') return form.edit(task.request);
    // A waiting task goes back to the form, it does not also get sent.
    action.mutate(() => api.cancel(task.id), {
      onSuccess: () => form.edit(task.request),
      onError: (error) => showToast(words.notEdited(errorText(error))),
    });
  };
  const favour = () =>
    action.mutate(() => api.patch(task.id, { favourite: !task.favourite }), {
      onError: () => showToast(words.notSaved),
    });
  return (
    <div className="actions">
      {'takes' in task && task.takes.some(isWhole) && (
        <button
          type="button"
          data-icon="inspect"
          data-act="inspect"
          aria-label={words.inspect}
          aria-describedby={heading}
          aria-keyshortcuts="Enter"
          title={words.inspectTitle}
          tabIndex={tab}
          onPointerEnter={prefetchInspector}
          onClick={() => inspectTake(task, lastTakeOf(task))}
        />
      )}
      <button
        type="button"
        data-icon="notes"
        data-act="notes"
        aria-label={words.notes}
        aria-describedby={heading}
        aria-expanded={isOpen}
        title={words.notesTitle}
        tabIndex={tab}
        onClick={() => onOpen(!isOpen)}
      />
      {!isTroubled && (
        <button
          type="button"
          data-icon="edit"
          data-act="edit"
          aria-label={words.edit}
          aria-describedby={heading}
          title={words.editTitle}
          tabIndex={tab}
          onClick={edit}
        />
      )}
      {task.state !== 'sending' && (
        <button
          type="button"
          data-icon="trash"
          data-act="delete"
          aria-label={words.remove}
          aria-describedby={heading}
          title={words.remove}
          tabIndex={tab}
          onClick={() => remove.mutate(task)}
        />
      )}
      <button
        type="button"
        data-icon={task.favourite ? 'starred' : 'star'}
        data-act="favourite"
        aria-label={words.favourite}
        aria-describedby={heading}
        aria-pressed={task.favourite}
        title={task.favourite ? words.isFavourite : words.makeFavourite}
        tabIndex={tab}
        onClick={favour}
      />
      <button
        type="button"
        data-icon="more"
        className="other"
        aria-label={words.moreActions}
        aria-describedby={heading}
        aria-expanded={isUnfolded}
        onClick={() => setIsUnfolded(!isUnfolded)}
      />
    </div>
  );
}
