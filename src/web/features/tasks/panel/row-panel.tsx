import '../../../styles/trouble.css';
import { useQueryClient } from '@tanstack/react-query';

import type { Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import * as calls from '../../../api/task-calls.ts';
import { exactTime } from '../../../strings/format/task-times.ts';
import { words as library } from '../../../strings/library-strings.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { putTask } from '../../../sync/task-cache.ts';
import { whyNotKept } from '../card/why-not-kept.ts';
import { Lyrics } from './lyrics.tsx';
import { NotesAndTags } from './notes-and-tags.tsx';

/** Below a row that was opened: what the person writes to it, its lyrics, and what was understood of the prompt. */
export function RowPanel({ task, onClose }: { task: Task; onClose: () => void }) {
  const api = useApi();
  const client = useQueryClient();
  return (
    <div className="below">
      {'heard' in task && task.heard.length > 0 && (
        <p className="text-sm text-muted">{words.understood(task.heard)}</p>
      )}
      <p className="text-sm text-muted">{library.madeAt(exactTime(task.createdAt))}</p>
      {task.by !== null && <p className="text-sm text-muted">{words.sentBy(task.by)}</p>}
      {whyNotKept(task).map(({ n, text }) => (
        <p key={n} className="text-sm text-danger">
          {text}
        </p>
      ))}
      {'takes' in task && task.request.grabLyrics === true && <Lyrics task={task} />}
      <NotesAndTags
        task={task}
        onSave={async (change) => putTask(client, await calls.patch(api, task.id, change))}
        onClose={onClose}
      />
    </div>
  );
}
