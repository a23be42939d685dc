import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import type { Batch } from '#shared/batch.ts';

import type { Api } from '../../api/api-client.ts';
import { changeBatch, type BatchAction } from '../../api/library-api.ts';
import { announce } from '../../lib/announce.ts';
import type { ApiError } from '../../lib/api-error.ts';
import { useTicking } from '../../lib/ticker.ts';
import { lineStrings } from '../../strings/batch-strings.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { openCount, putBatch } from '../../sync/batch-cache.ts';
import { Icon } from '../../ui/icon.tsx';
import { Popover } from '../../ui/popover.tsx';
import { readyInMs } from '../compose/generate/estimate.ts';
import { BatchBar } from './batch-bar.tsx';
import { useEndNotice } from './use-end-notice.ts';

/** What became of those that are not ready: cancelled is never done. */
function sayRest({ counts, paused }: Batch): [text: string, tone: string][] {
  const say = lineStrings.counts;
  const parts: [count: number, words: (count: number) => string, tone: string][] = [
    [counts.failed + counts.refused, say.failed, 'text-danger'],
    [counts.unknown, say.unknown, 'text-warn'],
    [counts.rendering + counts.sending, say.rendering, ''],
    [counts.held, paused ? say.paused : say.waiting, ''],
    [counts.cancelled + counts.dismissed, say.cancelled, ''],
  ];
  return parts.filter(([count]) => count > 0).map(([count, words, tone]) => [words(count), tone]);
}

/** Pause, resume, or cancel what was not sent. */
function useBatchAction(api: Api, batch: Batch) {
  const { held } = batch.counts;
  return useMutation<Batch, ApiError, BatchAction>({
    networkMode: 'always',
    mutationFn: (kind) => changeBatch(api, batch.id, kind),
    onSuccess: (answer, kind, _result, { client }) => {
      putBatch(client, answer);
      if (kind === 'cancel-unsent') announce(lineStrings.cancelled(held));
    },
  });
}

/** How far it is, and how long it still takes. */
const BatchCounts = ({ batch, left }: { batch: Batch; left: string }) => (
  <p className="batch-counts">
    <b>{lineStrings.ready(batch.counts.ready)}</b> {lineStrings.of(batch.total)}
    {sayRest(batch).map(([text, tone]) => (
      <span key={text}>
        {' · '}
        <span className={tone}>{text}</span>
      </span>
    ))}
    {left !== '' && ` · ${left}`}
  </p>
);

/** When the last of them leaves, or left: told while some wait, and at first taken for when the batch was made. */
function useLastSendAt({ lastSendAt, createdAt }: Batch): number {
  const [known, setKnown] = useState(createdAt);
  if (lastSendAt !== null && lastSendAt !== known) setKnown(lastSendAt);
  return Date.parse(lastSendAt ?? known);
}

/** Until the `open` ones are ready; 0 and less once a vendor takes longer than usual. */
function leftMs(now: number, lastSendAt: number, open: number, vendor: string): number {
  const sinceMs = vendor === 'sandbox' ? 0 : Math.max(0, now - lastSendAt);
  return readyInMs(Math.max(0, lastSendAt - now), open, vendor) - sinceMs;
}

/** One batch in one line: how far it is, and what can be done with it. */
export function BatchLine({
  api,
  batch,
  vendor,
  onCancel,
  onCompare,
  onShow,
  onHide,
}: {
  api: Api;
  batch: Batch;
  vendor: string;
  onCancel: () => void;
  onCompare: () => void;
  onShow: () => void;
  onHide: () => void;
}) {
  const open = openCount(batch);
  const { held } = batch.counts;
  const move = useBatchAction(api, batch);
  const notice = useEndNotice(batch);
  const lastSendAt = useLastSendAt(batch);
  const left = useTicking((now) => {
    const ms = open === 0 || batch.paused ? 0 : leftMs(now, lastSendAt, open, vendor);
    return ms > 0 ? lineStrings.left(ms) : '';
  });
  return (
    <li className="batch-line">
      <Icon name="grid" />
      <p dir="auto" className="batch-name" title={batch.name}>
        {batch.name}
      </p>
      <BatchCounts batch={batch} left={left} />
      <div className="batch-actions">
        <button type="button" className="quiet" onClick={onShow}>
          {lineStrings.show}
        </button>
        <button type="button" className="quiet" onClick={onCompare}>
          {lineStrings.compare}
        </button>
        {held > 0 && (
          <button
            type="button"
            className="quiet"
            aria-busy={move.isPending}
            onClick={() => move.mutate(batch.paused ? 'resume' : 'pause')}
          >
            {batch.paused ? lineStrings.resume : lineStrings.pause}
          </button>
        )}
        {(held > 0 || notice.isOffered || open === 0) && (
          <LineMenu>
            {(item) => (
              <>
                {held > 0 &&
                  item(lineStrings.cancel, () => {
                    onCancel();
                    move.mutate('cancel-unsent');
                  })}
                {notice.isOffered && item(lineStrings.tell, () => void notice.ask())}
                {open === 0 && item(lineStrings.hide, onHide)}
              </>
            )}
          </LineMenu>
        )}
      </div>
      <BatchBar batch={batch} />
      {notice.text !== null && <output className="batch-note hint">{notice.text}</output>}
      {move.isError && (
        <p role="alert" className="batch-note text-danger">
          {errorText(move.error)}
        </p>
      )}
    </li>
  );
}

/** What is needed seldom. A press of anything in it closes it. */
function LineMenu({
  children,
}: {
  children: (item: (name: string, act: () => void) => ReactNode) => ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const item = (name: string, act: () => void) => (
    <button
      type="button"
      className="item"
      onClick={() => {
        close();
        act();
      }}
    >
      {name}
    </button>
  );
  return (
    <span className="line-menu">
      <button
        type="button"
        className="quiet"
        aria-label={lineStrings.more}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {lineStrings.moreSign}
      </button>
      {isOpen && (
        <Popover label={lineStrings.more} className="of-menu" onClose={close}>
          {children(item)}
        </Popover>
      )}
    </span>
  );
}
