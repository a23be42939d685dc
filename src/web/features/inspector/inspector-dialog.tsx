import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { Task } from '#shared/task.ts';

import type { Api } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import { readAll } from '../../api/library-api.ts';
import { lyricsQuery } from '../../api/lyrics-query.ts';
import * as calls from '../../api/task-calls.ts';
import { useStore } from '../../lib/create-store.ts';
import { putTask } from '../../sync/task-cache.ts';
import { useFormActions } from '../compose/compose-context.ts';
import { createEditSaver } from './edit-saver.ts';
import type { InspectedSound, Opening } from './inspected-sound.ts';
import { Inspector } from './inspector.tsx';
import { closeInspector, inspectorOpening } from './open-inspector.ts';
import { soundsOf } from './take-sound.ts';
import { leaveInspector } from './use-inspector-dialog.ts';

const nothing: Opening = { sounds: [], at: null };

/** The inspector on the page: what it opens with, and what it does to tasks and form. */
export function InspectorDialog() {
  const api = useApi();
  const client = useQueryClient();
  const form = useFormActions();
  const opening = useStore(inspectorOpening);
  const [editSaver] = useState(() =>
    createEditSaver(async ({ from }, edits) => {
      if (!from) return;
      const path = `/api/tasks/${from.id}/takes/${from.take}/edits`;
      putTask(client, await api.call<Task>('PUT', path, { body: { edits } }));
    }),
  );
  const [last, setLast] = useState(opening ?? nothing);
  if (opening !== null && opening !== last) setLast(opening);
  return (
    <Inspector
      isOpen={opening !== null}
      opening={opening ?? last}
      onClose={closeInspector}
      onOpen={() => inspectorOpening.set(last)}
      onTune={(tuning) => leaveInspector(() => form.tune(tuning))}
      onKeep={async ({ from }, verdict) => {
        if (from) putTask(client, await calls.setVerdict(api, from.id, from.take, verdict));
      }}
      editSaver={editSaver}
      loops={async () => (await readFinished(api)).filter(({ asked }) => asked.loop)}
      keptTakes={async () => (await readFinished(api)).filter(({ keep }) => keep === 'keep')}
      readWords={(taskId, audioId) => client.fetchQuery(lyricsQuery(api, taskId, audioId))}
    />
  );
}

/** Every take of every finished task. */
const readFinished = async (api: Api): Promise<InspectedSound[]> =>
  (await readAll(api, 'state=ready')).flatMap(soundsOf);
