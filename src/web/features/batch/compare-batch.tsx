import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { Batch } from '#shared/batch.ts';
import type { KnownRequest } from '#shared/sound-request.ts';
import type { Task } from '#shared/task.ts';

import type { Api } from '../../api/api-client.ts';
import { readAll } from '../../api/library-api.ts';
import { compareStrings } from '../../strings/batch-strings.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { keyTint } from '../../ui/key-tint.ts';
import { Modal } from '../../ui/modal.tsx';
import { BatchTakes } from './batch-takes.tsx';
import { sayBpm, sayKey } from './cell-text.ts';
import { layOut } from './compare-layout.ts';
import { KeepRow } from './keep-row.tsx';

/** The results of a batch side by side: prompts down, what was varied across. */
export function CompareBatch({ api, batch, onClose }: { api: Api; batch: Batch; onClose: () => void }) {
  const query = useQuery<Task[]>({
    // With its counts: what has ended since is read again.
    queryKey: ['batch-tasks', batch.id, batch.counts.ready],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => readAll(api, `batch=${batch.id}&sort=oldest`, signal),
  });
  return (
    <Modal
      heading={compareStrings.heading(batch.name)}
      closeName={compareStrings.close}
      onClose={onClose}
      size="full"
    >
      {query.isPending && <p className="text-muted">{compareStrings.reading}</p>}
      {query.isError && <p role="alert">{errorText(query.error)}</p>}
      {query.data?.length === 0 && <p>{compareStrings.empty}</p>}
      {query.data && query.data.length > 0 && <Grid tasks={query.data} />}
    </Modal>
  );
}

function Asked({ request }: { request: KnownRequest }) {
  return (
    <>
      <span className="cell-key" {...keyTint(request.soundKey)}>
        {sayKey(request)}
      </span>{' '}
      {sayBpm(request)} · {request.soundLoop === true ? compareStrings.loop : compareStrings.oneShot}
    </>
  );
}

/** One column on a phone, each cell under what it was asked for. */
function Grid({ tasks }: { tasks: readonly Task[] }) {
  const { columns, rows } = layOut(tasks);
  return (
    <section aria-label={compareStrings.caption} className="compare-scroll">
      <table className="compare">
        <caption className="sr-only">{compareStrings.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{compareStrings.prompt}</th>
            {columns.map(({ id, request }) => (
              <th key={id} scope="col">
                <Asked request={request} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ prompt, cells }) => (
            <tr key={prompt}>
              <th scope="row" dir="auto">
                {prompt}
              </th>
              {cells.map(({ id, request, tasks: each }) => (
                <td key={id}>
                  <p className="compare-asked">
                    <Asked request={request} />
                  </p>
                  {each.length === 0 && (
                    <span aria-label={compareStrings.missing} className="text-muted">
                      –
                    </span>
                  )}
                  {each.map((task) => (
                    <div key={task.id} {...keyTint(task.request.soundKey)}>
                      <BatchTakes task={task} />
                      <KeepRow task={task} />
                    </div>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
