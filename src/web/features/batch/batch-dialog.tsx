import { useId, useState } from 'react';

import type { Batch } from '#shared/batch.ts';
import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { words } from '../../strings/batch-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Switch } from '../../ui/switch.tsx';
import { BatchPreview } from './batch-preview.tsx';
import { CsvFields } from './csv-fields.tsx';
import { estimate } from './estimate.ts';
import { GridFields } from './grid-fields.tsx';
import { useBatchDraft, type BatchWay } from './use-batch-draft.ts';

/** More than this is a mistake more often than a wish, and fills the page's own storage. */
export const BATCH_MAX = 2000;
const WAYS: readonly BatchWay[] = ['grid', 'csv'];

export interface BatchDialogProps {
  /** The form as it stands: what the batch does not vary. */
  base: SoundRequest;
  connection: Connection | undefined;
  /** How many tasks wait for their turn already. */
  waiting: number;
  earlier: readonly Batch[];
  onEarlier: (batch: Batch) => void;
  onSend: (requests: readonly SoundRequest[]) => void;
  onClose: () => void;
}

/** From a grid or a table to requests, with count, wait and cost before anything is sent. */
export function BatchDialog({
  base,
  connection,
  waiting,
  earlier,
  onEarlier,
  onSend,
  onClose,
}: BatchDialogProps) {
  const id = useId();
  const models = connection?.models ?? [base.model];
  const { draft, setDraft, made, read, wrongTempos, longPrompts, isLate } = useBatchDraft(base, models);
  const [isListed, setIsListed] = useState(false);
  const [isPressed, setIsPressed] = useState(false);
  const count = made.requests.length;
  const isTooMany = count > BATCH_MAX;
  const isEmpty = count === 0;

  function send() {
    setIsPressed(true);
    if (isEmpty || isTooMany || isLate) return document.getElementById(`${id}-sum`)?.focus();
    onSend(made.requests);
    onClose();
  }

  const emptyWords = draft.way === 'grid' ? words.nothingYet : words.nothingYetCsv;
  return (
    <Modal
      heading={words.heading}
      closeName={words.close}
      onClose={onClose}
      foot={
        <>
          <div id={`${id}-sum`} tabIndex={-1} aria-live="polite" className="grid gap-1 text-sm">
            {isEmpty ? (
              <p className={isPressed ? 'text-danger' : 'text-muted'}>{emptyWords}</p>
            ) : (
              <Summary
                count={count}
                repeated={made.repeated}
                isTooMany={isTooMany}
                waiting={waiting}
                connection={connection}
              />
            )}
          </div>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" className="min-h-10" onClick={send}>
              {isEmpty ? words.generateNone : words.generate(count)}
            </Button>
            {!isEmpty && (
              <Button className="min-h-10" aria-expanded={isListed} onClick={() => setIsListed(!isListed)}>
                {isListed ? words.hideDryRun : words.dryRun(Math.min(count, BATCH_MAX))}
              </Button>
            )}
          </div>
        </>
      }
    >
      <p className="max-w-[70ch] text-muted">{words.intro}</p>
      <fieldset>
        <legend className="mb-1 font-semibold">{words.way}</legend>
        <div className="flex flex-wrap gap-1">
          {WAYS.map((way) => (
            <label
              key={way}
              className="chip relative inline-flex min-h-8 items-center rounded-full border border-edge px-3 text-sm"
            >
              <input
                type="radio"
                name={`${id}-way`}
                className="absolute inset-0 cursor-pointer rounded-full opacity-0"
                checked={draft.way === way}
                onChange={() => setDraft({ ...draft, way })}
              />
              {words.ways[way]}
            </label>
          ))}
        </div>
      </fieldset>
      {draft.way === 'grid' ? (
        <GridFields
          entry={draft.grid}
          onChange={(grid) => setDraft({ ...draft, grid })}
          promptsError={longPrompts > 0 ? words.longPrompts(longPrompts) : null}
          temposError={wrongTempos.length > 0 ? words.wrongTempos(wrongTempos) : null}
        />
      ) : (
        <CsvFields text={draft.csv} read={read} onChange={(csv) => setDraft({ ...draft, csv })} />
      )}
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <Switch
          id={`${id}-lyrics`}
          label={words.lyrics}
          meaning={words.lyricsMeaning}
          checked={draft.lyrics}
          onChange={(event) => setDraft({ ...draft, lyrics: event.target.checked })}
        />
        {models.length > 1 && (
          <div>
            <label htmlFor={`${id}-model`} className="mb-1 block font-semibold">
              {words.model}
            </label>
            <select
              id={`${id}-model`}
              className="field min-h-10 w-full"
              value={draft.model}
              onChange={(event) => setDraft({ ...draft, model: event.target.value })}
            >
              {models.map((model) => (
                <option key={model}>{model}</option>
              ))}
            </select>
          </div>
        )}
      </div>
      {earlier.length > 0 && (
        <details>
          <summary className="min-h-8 text-muted">{words.earlier}</summary>
          <ul className="bare-list grid gap-1">
            {earlier.map((batch) => (
              <li key={batch.id} className="flex items-center gap-4">
                <Button look="quiet" className="max-w-full min-w-0" onClick={() => onEarlier(batch)}>
                  <span className="truncate">{batch.name}</span>
                </Button>
                <span className="shrink-0 text-sm text-muted">{words.count(batch.total)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {isListed && !isEmpty && <BatchPreview requests={made.requests.slice(0, BATCH_MAX)} />}
    </Modal>
  );
}

function Summary({
  count,
  repeated,
  isTooMany,
  waiting,
  connection,
}: {
  count: number;
  repeated: number;
  isTooMany: boolean;
  waiting: number;
  connection: Connection | undefined;
}) {
  if (isTooMany) return <p className="text-danger">{words.tooMany(count, BATCH_MAX)}</p>;
  const { waitMs, credits, short } = estimate(count, waiting, connection);
  return (
    <>
      <p>
        <strong className="font-semibold">{words.count(count)}.</strong>{' '}
        {repeated > 0 && `${words.repeated(repeated)} `}
        {connection && `${words.wait(waitMs, connection.pace)} `}
        {credits === null ? words.costUnknown : words.cost(credits, connection?.credits ?? null)}
      </p>
      {short !== null && <p className="text-warn">{words.short(short)}</p>}
    </>
  );
}
