import { useQuery, useQueryClient } from '@tanstack/react-query';

import '../../../styles/trouble.css';
import { Fragment, useState, type ReactNode } from 'react';

import { isResendable } from '#shared/may-retry.ts';

import { connectionsQuery } from '../../../api/api-client.ts';
import { useApi } from '../../../api/api-context.ts';
import * as calls from '../../../api/task-calls.ts';
import { openDialog } from '../../../state/dialogs.ts';
import * as noticeWords from '../../../strings/notice-strings.ts';
import { sayCost, sayProblem } from '../../../strings/problem-strings.ts';
import * as taskWords from '../../../strings/task-strings.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { putTask } from '../../../sync/task-cache.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { useFormActions } from '../../compose/compose-context.ts';
import { useIsRemoved } from '../../connections/connection-name.tsx';
import { ActionError } from '../actions/action-error.tsx';
import { Confirm } from '../actions/confirm.tsx';
import { resend, useTaskAction } from '../actions/task-actions.ts';
import { ChooseConnection } from './choose-connection.tsx';
import { canCheck, firstStepOf, isUnfollowed, type Step, type TroubledTask } from './next-step.ts';

const ClaimForm = lazyComponent(() => import('../actions/claim-form.tsx'), 'ClaimForm');
const ProblemDetails = lazyComponent(() => import('./problem-details.tsx'), 'ProblemDetails');

/** Takes the place of the takes: what happened, what it cost, what to do. `children` stand below. */
export function ProblemRow({ task, children }: { task: TroubledTask; children?: ReactNode }) {
  const { problem } = task;
  const { what, next } = sayProblem(problem.code, task.connection);
  const api = useApi();
  const client = useQueryClient();
  const action = useTaskAction();
  const [open, setOpen] = useState<'details' | 'ask' | 'choose' | 'claim' | null>(null);
  const toggle = (panel: typeof open) => setOpen(open === panel ? null : panel);
  const isRemoved = useIsRemoved(task.connection.id);
  const run = (connection?: string) => {
    setOpen(null);
    action.mutate(() => resend(api, task.id, connection));
  };
  const question = problem.charged === 'yes' ? words.chargedAgain : words.chargedTwice;
  const openTask =
    task.state === 'unknown' || (task.state === 'dismissed' && !isUnfollowed(task)) ? task : null;
  return (
    <>
      <div className="trouble">
        <p>
          <strong>{isUnfollowed(task) ? words.unfollowed : what}</strong> {sayCost(problem.charged)}{' '}
          {nextOf(task, next)}
        </p>
        <span>
          <Button look="quiet" aria-expanded={open === 'details'} onClick={() => toggle('details')}>
            {words.details}
          </Button>
          <Steps
            task={task}
            action={action}
            isClaiming={open === 'claim'}
            isRemoved={isRemoved}
            onRetry={() => {
              if (isRemoved) toggle('choose');
              else if (problem.charged === 'no') run();
              else setOpen('ask');
            }}
            onClaim={() => toggle('claim')}
          />
        </span>
      </div>
      {(open !== null || action.error || children) && (
        <div className="below">
          {open === 'details' && <ProblemDetails task={task} />}
          {open === 'claim' && openTask && (
            <ClaimForm task={openTask} onClaimed={(claimed) => putTask(client, claimed)} />
          )}
          {open === 'ask' && (
            <Confirm
              question={question}
              yes={words.sendAgain}
              onYes={() => run()}
              onNo={() => setOpen(null)}
            />
          )}
          {open === 'choose' && (
            <ChooseConnection
              question={problem.charged === 'no' ? undefined : question}
              isBusy={action.isPending}
              onChoose={run}
            />
          )}
          <ActionError error={action.error} />
          {children}
        </div>
      )}
    </>
  );
}

function nextOf(task: TroubledTask, usual: string): string {
  if (isUnfollowed(task)) return words.unfollowedNext;
  // Only the server knows the way out: its own address.
  if (task.problem.field === 'callBackUrl') return task.problem.message;
  return task.state === 'dismissed' ? words.youDismissed : usual;
}

/** The buttons, the next step last. */
function Steps({
  task,
  action,
  isClaiming,
  isRemoved,
  onRetry,
  onClaim,
}: {
  task: TroubledTask;
  action: ReturnType<typeof useTaskAction>;
  isClaiming: boolean;
  isRemoved: boolean;
  onRetry: () => void;
  onClaim: () => void;
}) {
  const api = useApi();
  const form = useFormActions();
  const { data: connections } = useQuery(connectionsQuery(api));
  const connection = connections?.find(({ id }) => id === task.connection.id);
  const isOurs = connection?.isFixed === false;
  const keyPage = connection?.keyPage ?? null;
  const first = firstStepOf(task, isOurs || keyPage !== null);
  const isOpen = task.state === 'unknown' || (task.state === 'dismissed' && !isUnfollowed(task));
  const look = (step: Step) =>
    step === first ? ({ look: 'primary' } as const) : ({ look: 'quiet' } as const);
  const buttons: Partial<Record<Step | 'dismiss', ReactNode>> = {
    dismiss: task.state === 'unknown' && (
      <Button look="quiet" onClick={() => action.mutate(() => calls.dismiss(api, task.id))}>
        {words.dismiss}
      </Button>
    ),
    key:
      task.problem.code === 'unauthorized' &&
      (isOurs ? (
        <Button {...look('key')} onClick={() => openDialog('connections')}>
          {words.replaceKey}
        </Button>
      ) : (
        keyPage !== null && (
          <a href={keyPage} target="_blank" rel="noreferrer" className={buttonClass('primary')}>
            {noticeWords.getKey}
          </a>
        )
      )),
    check: canCheck(task) && (
      <Button {...look('check')} onClick={() => action.mutate(() => calls.check(api, task.id))}>
        {words.checkNow}
      </Button>
    ),
    retry: isResendable(task) && (
      <Button {...look('retry')} onClick={onRetry} aria-busy={action.isPending}>
        {isRemoved ? words.chooseAnother : isOpen ? words.sendAgain : words.retry}
      </Button>
    ),
    edit: (
      <Button {...look('edit')} data-act="edit" onClick={() => form.edit(task.request)}>
        {taskWords.edit}
      </Button>
    ),
    claim: isOpen && (
      <Button {...look('claim')} aria-expanded={isClaiming} onClick={onClaim}>
        {words.pasteTaskId}
      </Button>
    ),
  };
  const { [first]: primary, ...others } = buttons;
  return [...Object.entries(others), [first, primary] as const].map(([step, button]) => (
    <Fragment key={step}>{button}</Fragment>
  ));
}
