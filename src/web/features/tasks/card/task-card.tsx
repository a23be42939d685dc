import { memo, useState, type ReactNode } from 'react';

import { isResendable } from '#shared/may-retry.ts';
import { taskIdOf, type FailedTask, type Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { serverNow } from '../../../lib/server-clock.ts';
import { showToast } from '../../../lib/toasts.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { keyTint } from '../../../ui/key-tint.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { useFormActions } from '../../compose/compose-context.ts';
import { useKeyPage } from '../../connections/use-key-page.ts';
import { isWhole } from '../../player/take-row.tsx';
import { ActionError } from '../actions/action-error.tsx';
import { resend, useDelete, useTaskAction } from '../actions/task-actions.ts';
import { SelectBox } from '../selection/select-box.tsx';
import { Age } from './age.tsx';
import { Chips } from './chips.tsx';
import { Expiry } from './expiry.tsx';
import { CardDetails, FavouriteButton } from './favourite-and-notes.tsx';
import { HeldRow } from './held-row.tsx';
import { firstStepOf, isTroubled, type UnfollowedTask } from './next-step.ts';
import { ProblemRow } from './problem-row.tsx';
import { PromptText } from './prompt-text.tsx';
import { SendingRow, TakesRow } from './takes-row.tsx';
import { TaskId } from './task-id.tsx';
import { statusOf, taskName, taskTitle } from './task-status.ts';
import { Understood } from './understood.tsx';

const SlowRow = lazyComponent(async () => (await import('./slow-row.tsx')).SlowRow);

/** Younger than this when first drawn, it slides in; older ones were only scrolled to. */
const NEW_MS = 3000;

/** One task in three rows: state, identity, sound (or what went wrong with it). */
export const TaskCard = memo(function TaskCard({ task }: { task: Task }) {
  const { icon, word, tone } = statusOf(task);
  const taskId = taskIdOf(task);
  const headingId = `task-${task.id}`;
  const [wasNew] = useState(() => serverNow() - Date.parse(task.createdAt) < NEW_MS);
  const [firstState] = useState(task.state);
  const [isOpen, setIsOpen] = useState(false);
  const title = taskTitle(task);
  return (
    <article
      aria-labelledby={title === '' ? headingId : `${headingId}-title ${headingId}`}
      tabIndex={-1}
      data-state={task.state}
      data-new={wasNew || undefined}
      data-fresh={(task.state === 'ready' && firstState !== 'ready') || undefined}
      className="task-card relative grid gap-2 overflow-clip rounded-card border border-line bg-card p-4 pl-5"
      {...keyTint(task.request.soundKey)}
    >
      <span aria-hidden="true" className="absolute inset-y-0 left-0 w-[3px] bg-key" />
      <div className="flex min-h-8 items-center gap-2">
        <SelectBox id={task.id} labelledBy={headingId} />
        <p className={`flex items-center gap-2 text-sm font-semibold ${tone}`}>
          <Icon name={icon} />
          {word}
        </p>
        <Age at={task.createdAt} />
        <CardMenu task={task} isOpen={isOpen} onOpen={setIsOpen} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {taskId === undefined ? <NoTaskId task={task} /> : <TaskId taskId={taskId} />}
        <Chips task={task} />
      </div>
      {title !== '' && (
        <p id={`${headingId}-title`} className="-mb-2 font-semibold wrap-anywhere">
          {title}
        </p>
      )}
      <PromptText id={headingId} text={taskName(task)} />
      <CardDetails task={task} isOpen={isOpen} onOpen={setIsOpen} />
      <Body task={task} />
      <Expiry task={task} />
    </article>
  );
});

function NoTaskId({ task }: { task: Task }) {
  const isComing = task.state === 'sending' || task.state === 'held';
  return (
    <p className="flex min-h-8 items-center text-sm text-muted">
      {isComing ? words.taskIdFollows : words.noTaskId}
    </p>
  );
}

function Body({ task }: { task: Task }): ReactNode {
  switch (task.state) {
    case 'held':
      return <HeldRow task={task} />;
    case 'sending':
      return <SendingRow />;
    case 'rendering':
    case 'ready':
      return (
        <>
          <Understood heard={task.heard} notUnderstood={task.notUnderstood} />
          {task.state === 'rendering' && task.slowSince !== undefined && <SlowRow id={task.id} />}
          <TakesRow task={task} />
        </>
      );
    case 'failed':
      return <EndedBody task={task} />;
    case 'dismissed':
      return task.taskId === undefined ? <ProblemRow task={task} /> : <EndedBody task={task} />;
    case 'refused':
    case 'unknown':
      return <ProblemRow task={task} />;
    case 'cancelled':
      return <CancelledRow task={task} />;
    default:
      return task satisfies never;
  }
}

/** What came before it ended stays playable. */
function EndedBody({ task }: { task: FailedTask | UnfollowedTask }) {
  const takes = task.takes.filter(isWhole);
  return (
    <>
      <ProblemRow task={task} />
      {takes.length > 0 && <TakesRow task={{ ...task, takes, state: 'ready' }} />}
    </>
  );
}

function CancelledRow({ task }: { task: Task }) {
  const api = useApi();
  const action = useTaskAction();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="text-sm text-muted">{words.cancelled}</p>
      {isResendable(task) && (
        <Button aria-busy={action.isPending} onClick={() => action.mutate(() => resend(api, task.id))}>
          <Icon name="retry" /> {words.retry}
        </Button>
      )}
      <ActionError error={action.error} />
    </div>
  );
}

function CardMenu({
  task,
  isOpen,
  onOpen,
}: {
  task: Task;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}) {
  const api = useApi();
  const form = useFormActions();
  const keyPage = useKeyPage();
  const remove = useDelete();
  const action = useTaskAction();
  const edit = () => {
    if (task.state !== 'held') return form.edit(task.request);
    // A waiting task goes back to the form, it does not also get sent.
    action.mutate(() => api.cancel(task.id), {
      onSuccess: () => form.edit(task.request),
      onError: (error) => showToast(words.notEdited(errorText(error))),
    });
  };
  return (
    <div className="-mr-2 ml-auto flex">
      <FavouriteButton task={task} />
      <Button
        look="icon"
        aria-label={words.notes}
        aria-expanded={isOpen}
        title={words.notesTitle}
        onClick={() => onOpen(!isOpen)}
      >
        <Icon name="tag" />
      </Button>
      {!offersEdit(task, keyPage) && (
        <Button look="icon" aria-label={words.edit} title={words.editTitle} onClick={edit}>
          <Icon name="edit" />
        </Button>
      )}
      {task.state !== 'sending' && (
        <Button
          look="icon"
          aria-label={words.remove}
          title={words.remove}
          onClick={() => remove.mutate(task)}
        >
          <Icon name="trash" />
        </Button>
      )}
    </div>
  );
}

/** The problem's own row has Edit as the next action; once on a card is enough. */
const offersEdit = (task: Task, keyPage: string | null): boolean =>
  isTroubled(task) && firstStepOf(task, keyPage) === 'edit';
