import { useMutation } from '@tanstack/react-query';

import { useApi } from '../../../api/api-context.ts';
import { outbox, type OutboxRow } from '../../../state/outbox.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { sendAgain } from '../../../sync/submit-sound.ts';
import { Button } from '../../../ui/button.tsx';
import { DescribedBy } from '../../../ui/described-by.ts';
import { keyTint } from '../../../ui/key-tint.ts';
import { focusBeside } from '../actions/focus-beside.ts';
import { Age } from '../card/age.tsx';
import { asTask } from '../card/as-task.ts';
import { Chips } from '../card/chips.tsx';
import { tabStop } from '../card/row-tab.ts';
import { RowTitle } from '../card/row-title.tsx';
import { Trouble } from './trouble.tsx';

/** A press that never got an answer. It is the person's to send or to discard; it never goes by itself. */
export function UnsentCard({ entry, isCurrent = true }: { entry: OutboxRow; isCurrent?: boolean }) {
  const api = useApi();
  const send = useMutation(sendAgain(api));
  const task = asTask(entry);
  const headingId = `task-${entry.id}`;
  const isChecking = entry.status === 'checking';
  return (
    <DescribedBy value={headingId}>
      <article
        aria-labelledby={headingId}
        {...tabStop(isCurrent)}
        data-state="not-sent"
        className="row"
        {...keyTint(entry.request.soundKey)}
      >
        <div className="gutter">
          <span className="state" data-icon={isChecking ? 'up' : 'unsent'} data-tone="warn" />
        </div>
        <RowTitle id={headingId} task={task} />
        <Chips task={task} />
        <div className="meta">
          <span className="word" data-tone="warn">
            {isChecking ? words.notConfirmed : words.notSent}
          </span>
          <Age at={task.createdAt} />
        </div>
        {isChecking ? (
          <Trouble>
            <strong>{words.asking}</strong> {words.askingMeanwhile}
          </Trouble>
        ) : (
          <Trouble
            error={send.error}
            buttons={
              <>
                <Button
                  look="quiet"
                  onClick={() => {
                    focusBeside(entry.id);
                    outbox.dropPress(entry.id);
                  }}
                >
                  {words.discard}
                </Button>
                <Button look="primary" aria-busy={send.isPending} onClick={() => send.mutate(entry)}>
                  {words.send}
                </Button>
              </>
            }
          >
            <strong>{words.neverArrived}</strong> {words.nothingCharged}
          </Trouble>
        )}
      </article>
    </DescribedBy>
  );
}
