import { useQueryClient } from '@tanstack/react-query';
import { use, useState } from 'react';

import type { Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import * as words from '../../../strings/task-strings.ts';
import { DescribedBy } from '../../../ui/described-by.ts';
import { useFormActions } from '../../compose/compose-context.ts';
import { prefetchInspector } from '../../inspector/load-inspector.ts';
import { inspectTake } from '../../inspector/open-inspector.ts';
import { lastTakeOf } from '../../player/play-take.ts';
import { press } from '../actions/list-presses.ts';
import { RowTab } from './row-tab.ts';
import { wholeTakesOf } from './task-status.ts';

interface RowActionsProps {
  task: Task;
  /** Nothing of it can be heard any more. */
  isGone: boolean;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

/** What can be done with the task; shown where the pointer or the focus is, on a phone behind one button. */
export function RowActions({ task, isGone, isOpen, onOpen }: RowActionsProps) {
  const acting = { api: useApi(), client: useQueryClient() };
  const form = useFormActions();
  const tab = use(RowTab);
  const heading = use(DescribedBy);
  // Then Edit stands among the steps of its own row.
  const isTroubled = isGone || ('problem' in task && task.state !== 'held');
  const [isUnfolded, setIsUnfolded] = useState(false);
  const action = (act: string, label: string, icon = act, title = label) => ({
    type: 'button' as const,
    'data-icon': icon,
    'data-act': act,
    'aria-label': label,
    'aria-describedby': heading,
    title,
    tabIndex: tab,
  });
  return (
    <div className="actions">
      {wholeTakesOf(task).length > 0 && (
        <button
          {...action('inspect', words.inspect, 'inspect', words.inspectTitle)}
          aria-keyshortcuts="Enter"
          onPointerEnter={prefetchInspector}
          onClick={() => inspectTake(task, lastTakeOf(task))}
        />
      )}
      <button
        {...action('notes', words.notes, 'notes', words.notesTitle)}
        aria-expanded={isOpen}
        onClick={() => onOpen(!isOpen)}
      />
      {!isTroubled && (
        <button
          {...action('edit', words.edit, 'edit', words.editTitle)}
          onClick={() => press(({ editTask }) => editTask(acting, task, form.edit))}
        />
      )}
      {task.state !== 'sending' && (
        <button
          {...action('delete', words.remove, 'trash')}
          onClick={() => press(({ deleteTask }) => deleteTask(acting, task))}
        />
      )}
      <button
        {...action(
          'favourite',
          words.favourite,
          task.favourite ? 'starred' : 'star',
          task.favourite ? words.isFavourite : words.makeFavourite,
        )}
        aria-pressed={task.favourite}
        onClick={() => press(({ favourTask }) => favourTask(acting, task))}
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
