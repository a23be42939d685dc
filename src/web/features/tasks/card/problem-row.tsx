import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import { isResendable } from '#shared/may-retry.ts';

import { useApi } from '../../../api/api-context.ts';
import { sayCost, sayProblem } from '../../../strings/problem-strings.ts';
import * as words from '../../../strings/task-strings.ts';
import { putTask } from '../../../sync/task-cache.ts';
import { Button, buttonClass, type ButtonLook } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { useFormActions } from '../../compose/compose-context.ts';
import { useKeyPage } from '../../connections/use-key-page.ts';
import { ActionError } from '../actions/action-error.tsx';
import { Confirm } from '../actions/confirm.tsx';
import { resend, useTaskAction } from '../actions/task-actions.ts';
import { canCheck, firstStepOf, isUnfollowed, type Step, type TroubledTask } from './next-step.ts';

const ClaimForm = lazyComponent(async () => (await import('../actions/claim-form.tsx')).ClaimForm);
const ProblemDetails = lazyComponent(async () => (await import('./problem-details.tsx')).ProblemDetails);

/** Takes the place of the takes: what happened, what it cost, what to do. */
export function ProblemRow({ task }: { task: TroubledTask }) {
  const { problem } = task;
  const { what, next } = sayProblem(problem.code);
  return (
    <div className="grid gap-2">
      <p className="max-w-[70ch] text-sm">
        <strong className="font-semibold">{isUnfollowed(task) ? words.unfollowed : what}</strong>{' '}
        {sayCost(problem.charged)} {nextOf(task, next)}
      </p>
      <Steps task={task} />
    </div>
  );
}

function nextOf(task: TroubledTask, usual: string): string {
  if (isUnfollowed(task)) return words.unfollowedNext;
  // Only the server knows the way out: its own address.
  if (task.problem.field === 'callBackUrl') return task.problem.message;
  return task.state === 'dismissed' ? words.youDismissed : usual;
}

function Steps({ task }: { task: TroubledTask }) {
  const { problem } = task;
  const api = useApi();
  const form = useFormActions();
  const keyPage = useKeyPage();
  const client = useQueryClient();
  const action = useTaskAction();
  const [isAsking, setIsAsking] = useState(false);

  const openTask =
    task.state === 'unknown' || (task.state === 'dismissed' && !isUnfollowed(task)) ? task : null;
  const isOpen = openTask !== null;
  const first = firstStepOf(task, keyPage);
  const look = (step: Step): ButtonLook => (step === first ? 'primary' : 'plain');

  const run = () => action.mutate(() => resend(api, task.id));
  const retry = () => (problem.charged === 'no' ? run() : setIsAsking(true));

  const buttons: Partial<Record<Step | 'dismiss', ReactNode>> = {
    key: keyPage !== null && problem.code === 'unauthorized' && (
      <a href={keyPage} target="_blank" rel="noreferrer" className={buttonClass(look('key'))}>
        <Icon name="key" /> {words.getKey}
      </a>
    ),
    check: canCheck(task) && (
      <Button look={look('check')} onClick={() => action.mutate(() => api.check(task.id))}>
        <Icon name="search" /> {words.checkNow}
      </Button>
    ),
    retry: isResendable(task) && (
      <Button look={look('retry')} onClick={retry} aria-busy={action.isPending}>
        <Icon name="retry" /> {isOpen ? words.sendAgain : words.retry}
      </Button>
    ),
    edit: first === 'edit' && (
      <Button look="primary" onClick={() => form.edit(task.request)}>
        <Icon name="edit" /> {words.edit}
      </Button>
    ),
    dismiss: task.state === 'unknown' && (
      <Button look="plain" onClick={() => action.mutate(() => api.dismiss(task.id))}>
        {words.dismiss}
      </Button>
    ),
  };
  const { [first]: primary, ...others } = buttons;
  return (
    <>
      {openTask && <ClaimForm task={openTask} onClaimed={(claimed) => putTask(client, claimed)} />}
      <div className="flex flex-wrap items-center gap-2">
        {primary}
        {Object.entries(others).map(([step, button]) => (
          <Keyed key={step}>{button}</Keyed>
        ))}
        <ProblemDetails task={task} />
      </div>
      {isAsking && (
        <Confirm
          question={problem.charged === 'yes' ? words.chargedAgain : words.chargedTwice}
          yes={words.sendAgain}
          onYes={() => {
            setIsAsking(false);
            run();
          }}
          onNo={() => setIsAsking(false)}
        />
      )}
      <ActionError error={action.error} />
    </>
  );
}

const Keyed = ({ children }: { children: ReactNode }) => children;
