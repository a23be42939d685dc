import { useMutation } from '@tanstack/react-query';

import { useApi } from '../../../api/api-context.ts';
import { outbox, type OutboxRow } from '../../../state/outbox.ts';
import * as words from '../../../strings/task-strings.ts';
import { sendAgain } from '../../../sync/submit-sound.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { keyTint } from '../../../ui/key-tint.ts';
import { ActionError } from '../actions/action-error.tsx';
import { focusBeside } from '../list/focused-task.ts';
import { Age } from './age.tsx';
import { asTask } from './as-task.ts';
import { Chips } from './chips.tsx';
import { PromptText } from './prompt-text.tsx';

/** A press that never got an answer. It is the person's to send or to discard; it never goes by itself. */
export function UnsentCard({ entry }: { entry: OutboxRow }) {
  const api = useApi();
  const send = useMutation(sendAgain(api));
  const task = asTask(entry);
  const headingId = `task-${entry.id}`;
  const isChecking = entry.status === 'checking';
  return (
    <article
      aria-labelledby={headingId}
      tabIndex={-1}
      data-state="not-sent"
      className="task-card relative grid gap-2 overflow-clip rounded-card border border-dashed border-edge bg-card p-4 pl-5"
      {...keyTint(entry.request.soundKey)}
    >
      <span aria-hidden="true" className="absolute inset-y-0 left-0 w-[3px] bg-key" />
      <div className="flex min-h-8 items-center gap-2">
        <p className="flex items-center gap-2 text-sm font-semibold text-warn">
          <Icon name="question" />
          {isChecking ? words.notConfirmed : words.notSent}
        </p>
        <Age at={task.createdAt} />
      </div>
      <Chips task={task} />
      <PromptText id={headingId} text={entry.request.prompt} />
      <p className="max-w-[70ch] text-sm">{isChecking ? words.asking : words.neverArrived}</p>
      {!isChecking && (
        <div className="flex gap-2">
          <Button look="primary" aria-busy={send.isPending} onClick={() => send.mutate(entry)}>
            {words.send}
          </Button>
          <Button
            onClick={() => {
              focusBeside(entry.id);
              outbox.dropPress(entry.id);
            }}
          >
            {words.discard}
          </Button>
        </div>
      )}
      <ActionError error={send.error} />
    </article>
  );
}
