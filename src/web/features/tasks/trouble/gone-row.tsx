import type { Task } from '#shared/task.ts';

import * as taskWords from '../../../strings/task-strings.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { useFormActions } from '../../compose/compose-context.ts';
import { Trouble } from './trouble.tsx';

/** Its takes cannot be heard any more. */
export function GoneRow({ task }: { task: Task }) {
  const form = useFormActions();
  const hadLink = !('takes' in task) || task.takes.some(({ keepReason }) => keepReason?.code !== 'noLink');
  return (
    <Trouble
      buttons={
        <Button look="primary" data-act="edit" onClick={() => form.edit(task.request)}>
          {taskWords.edit}
        </Button>
      }
    >
      <strong>{hadLink ? words.audioGone : words.audioMissing}</strong> {words.audioGoneNext}
    </Trouble>
  );
}
