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
import { isWhole } from '../../player/take-row.tsx';
import { press } from '../actions/list-presses.ts';
import { RowTab } from './row-tab.ts';

interface RowActionsProps {
  task: Task;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

/** What can be done with the task; shown where the pointer or the focus is, on a phone behind one button. */
export function RowActions({ task, isOpen, onOpen }: RowActionsProps) {
  const acting = { api: useApi(), client: useQueryClient() };
  const form = useFormActions();
  const tab = use(RowTab);
  const heading = use(DescribedBy);
  // Then Edit stands among the steps of its own row.
  const isTroubled = 'problem' in task && task.state !== 'held';
  const [isUnfolded, setIsUnfolded] = useState(false);
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
          onClick={() => press(({ editTask }) => editTask(acting, task, form.edit))}
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
          onClick={() => press(({ deleteTask }) => deleteTask(acting, task))}
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
