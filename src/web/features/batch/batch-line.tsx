import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';

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
  const { lastSendAt } = batch;
  const left = useTicking((now) =>
    lastSendAt === null
      ? ''
      : lineStrings.left(readyInMs(Math.max(0, Date.parse(lastSendAt) - now), open, vendor)),
  );
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
            {held > 0 && (
              <button
                type="button"
                onClick={() => {
                  onCancel();
                  move.mutate('cancel-unsent');
                }}
              >
                {lineStrings.cancel}
              </button>
            )}
            {notice.isOffered && (
              <button type="button" onClick={() => void notice.ask()}>
                {lineStrings.tell}
              </button>
            )}
            {open === 0 && (
              <button type="button" onClick={onHide}>
                {lineStrings.hide}
              </button>
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

/** What is needed seldom. A press of anything in it closes it, as do Escape and leaving it. */
function LineMenu({ children }: { children: ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const element = menu.current;
    const close = () => element?.removeAttribute('open');
    const onClick = ({ target }: MouseEvent) => {
      if (target instanceof HTMLButtonElement) close();
    };
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') close();
    };
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && !element?.contains(relatedTarget)) close();
    };
    element?.addEventListener('click', onClick);
    element?.addEventListener('keydown', onKeyDown);
    element?.addEventListener('focusout', onFocusOut);
    return () => {
      element?.removeEventListener('click', onClick);
      element?.removeEventListener('keydown', onKeyDown);
      element?.removeEventListener('focusout', onFocusOut);
    };
  }, []);
  return (
    <details ref={menu} className="line-menu">
      <summary aria-label={lineStrings.more} title={lineStrings.more} className="quiet">
        {lineStrings.moreSign}
      </summary>
      <div>{children}</div>
    </details>
  );
}
