import type { Task } from '#shared/task.ts';

import * as taskWords from '../../../strings/task-strings.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { useFormActions } from '../../compose/compose-context.ts';
import { Trouble } from './trouble.tsx';

/** Its takes cannot be heard any more. */
export function GoneRow({ task }: { task: Task }) {
  const form = useFormActions();
  return (
    <Trouble
      buttons={
        <Button className="next" onClick={() => form.edit(task.request)}>
          {taskWords.edit}
        </Button>
      }
    >
      <strong>{words.audioGone}</strong> {words.audioGoneNext}
    </Trouble>
  );
}
