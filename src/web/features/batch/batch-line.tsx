import { useMutation } from '@tanstack/react-query';

import type { Batch } from '#shared/batch.ts';

import type { Api } from '../../api/api-client.ts';
import { changeBatch, type BatchAction } from '../../api/library-api.ts';
import { announce } from '../../lib/announce.ts';
import type { ApiError } from '../../lib/api-error.ts';
import { useTicking } from '../../lib/ticker.ts';
import { lineStrings } from '../../strings/batch-strings.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { openCount, putBatch } from '../../sync/batch-cache.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useEndNotice } from './use-end-notice.ts';

function sayCounts({ counts, paused }: Batch): string {
  const say = lineStrings.counts;
  const parts: [count: number, words: (count: number) => string][] = [
    [counts.ready, say.ready],
    [counts.rendering + counts.sending, say.rendering],
    [counts.held, say.waiting],
    [counts.failed + counts.refused, say.failed],
    [counts.unknown, say.unknown],
    [counts.cancelled + counts.dismissed, say.cancelled],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, words]) => words(count));
  return [...(paused && counts.held > 0 ? [lineStrings.paused] : []), ...words].join(' · ');
}

/** One batch in one line: how far it is, and what can be done with it. */
export function BatchLine({
  api,
  batch,
  onCancel,
  onCompare,
  onShow,
  onHide,
}: {
  api: Api;
  batch: Batch;
  onCancel: () => void;
  onCompare: () => void;
  onShow: () => void;
  onHide: () => void;
}) {
  const open = openCount(batch);
  const { held } = batch.counts;
  const move = useMutation<Batch, ApiError, BatchAction>({
    networkMode: 'always',
    mutationFn: (kind) => changeBatch(api, batch.id, kind),
    onSuccess: (answer, kind, _result, { client }) => {
      putBatch(client, answer);
      if (kind === 'cancel-unsent') announce(lineStrings.cancelled(held));
    },
  });
  const notice = useEndNotice(batch);
  const { lastSendAt } = batch;
  const wait = useTicking((now) =>
    lastSendAt === null ? '' : lineStrings.lastSend(Math.max(0, Date.parse(lastSendAt) - now)),
  );
  return (
    <li className="grid gap-2 rounded-card border border-line bg-card px-4 py-3 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <p className="min-w-0 flex-1 basis-48 truncate font-semibold" title={batch.name}>
          {batch.name}
        </p>
        <p className="text-muted">{lineStrings.progress(batch.total - open, batch.total)}</p>
      </div>
      <progress
        aria-label={batch.name}
        max={batch.total}
        value={batch.total - open}
        className="h-1 w-full appearance-none overflow-clip rounded-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
      <p>
        {sayCounts(batch)}
        {wait !== '' && ` · ${wait}`}
      </p>
      <div className="-mx-2 flex flex-wrap gap-1">
        {held > 0 && (
          <>
            <Button
              look="quiet"
              aria-busy={move.isPending}
              onClick={() => move.mutate(batch.paused ? 'resume' : 'pause')}
            >
              <Icon name={batch.paused ? 'play' : 'pause'} />
              {batch.paused ? lineStrings.resume : lineStrings.pause}
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                onCancel();
                move.mutate('cancel-unsent');
              }}
            >
              <Icon name="close" /> {lineStrings.cancel}
            </Button>
          </>
        )}
        <Button look="quiet" onClick={onCompare}>
          {lineStrings.compare}
        </Button>
        <Button look="quiet" onClick={onShow}>
          {lineStrings.show}
        </Button>
        {notice.isOffered && (
          <Button look="quiet" onClick={() => void notice.ask()}>
            {lineStrings.tell}
          </Button>
        )}
        {open === 0 && (
          <Button look="quiet" onClick={onHide}>
            {lineStrings.hide}
          </Button>
        )}
      </div>
      {notice.text !== null && <output className="text-muted">{notice.text}</output>}
      {move.isError && (
        <p role="alert" className="text-danger">
          {errorText(move.error)}
        </p>
      )}
    </li>
  );
}
