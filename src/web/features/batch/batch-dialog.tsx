import { useId, useState } from 'react';

import type { Batch } from '#shared/batch.ts';
import type { Connection } from '#shared/connection.ts';
import { BATCH_MAX } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { strings } from '../../strings/batch-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Switch } from '../../ui/switch.tsx';
import { BatchPreview } from './batch-preview.tsx';
import { BatchSummary } from './batch-summary.tsx';
import { CsvFields } from './csv-fields.tsx';
import { GridFields } from './grid-fields.tsx';
import { useBatchDraft, type BatchDraft } from './use-batch-draft.ts';

const WAYS = (['grid', 'csv'] as const).map((value) => ({ value, label: strings.ways[value] }));

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
export function BatchDialog(props: BatchDialogProps) {
  const { base, connection, waiting, earlier, onEarlier, onSend, onClose } = props;
  const sumId = useId();
  const models = connection?.models ?? [base.model];
  const { draft, setDraft, made, read, wrongTempos, longPrompts, isLate } = useBatchDraft(base, models);
  const [isListed, setIsListed] = useState(false);
  const [isPressed, setIsPressed] = useState(false);
  const count = made.requests.length;
  const isEmpty = count === 0;

  function send() {
    setIsPressed(true);
    if (isEmpty || count > BATCH_MAX || isLate) return document.getElementById(sumId)?.focus();
    onSend(made.requests);
    onClose();
  }

  const foot = (
    <>
      <div id={sumId} tabIndex={-1} aria-live="polite" className="grid gap-1 text-sm">
        {isEmpty ? (
          <p className={isPressed ? 'text-danger' : 'text-muted'}>
            {draft.way === 'grid' ? strings.nothingYet : strings.nothingYetCsv}
          </p>
        ) : (
          <BatchSummary count={count} repeated={made.repeated} waiting={waiting} connection={connection} />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" className="min-h-10" onClick={send}>
          {isEmpty ? strings.generateNone : strings.generate(count)}
        </Button>
        {!isEmpty && (
          <Button className="min-h-10" aria-expanded={isListed} onClick={() => setIsListed(!isListed)}>
            {isListed ? strings.hidePreview : strings.preview(Math.min(count, BATCH_MAX))}
          </Button>
        )}
      </div>
    </>
  );
  return (
    <Modal heading={strings.heading} closeName={strings.close} onClose={onClose} foot={foot}>
      <p className="max-w-[70ch] text-muted">{strings.intro}</p>
      <Choice
        label={strings.way}
        value={draft.way}
        options={WAYS}
        onChange={(way) => setDraft({ ...draft, way })}
      />
      {draft.way === 'grid' ? (
        <GridFields
          entry={draft.grid}
          onChange={(grid) => setDraft({ ...draft, grid })}
          promptsError={longPrompts > 0 ? strings.longPrompts(longPrompts) : null}
          temposError={wrongTempos.length > 0 ? strings.wrongTempos(wrongTempos) : null}
        />
      ) : (
        <CsvFields
          text={draft.csv}
          encoding={draft.encoding}
          read={read}
          onChange={(csv, encoding) => setDraft({ ...draft, csv, encoding })}
        />
      )}
      <CommonFields draft={draft} models={models} onChange={setDraft} />
      {earlier.length > 0 && <EarlierBatches batches={earlier} onPick={onEarlier} />}
      {isListed && !isEmpty && <BatchPreview requests={made.requests.slice(0, BATCH_MAX)} />}
    </Modal>
  );
}

/** What all tasks of the batch have in common. */
function CommonFields({
  draft,
  models,
  onChange,
}: {
  draft: BatchDraft;
  models: readonly string[];
  onChange: (draft: BatchDraft) => void;
}) {
  const id = useId();
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <Switch
        id={`${id}-lyrics`}
        label={strings.lyrics}
        meaning={strings.lyricsMeaning}
        checked={draft.lyrics}
        onChange={(event) => onChange({ ...draft, lyrics: event.target.checked })}
      />
      {models.length > 1 && (
        <div>
          <label htmlFor={`${id}-model`} className="mb-1 block font-semibold">
            {strings.model}
          </label>
          <select
            id={`${id}-model`}
            className="field min-h-10 w-full"
            value={draft.model}
            onChange={(event) => onChange({ ...draft, model: event.target.value })}
          >
            {models.map((model) => (
              <option key={model}>{model}</option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}

function EarlierBatches({ batches, onPick }: { batches: readonly Batch[]; onPick: (batch: Batch) => void }) {
  return (
    <details>
      <summary className="min-h-8 text-muted">{strings.earlier}</summary>
      <ul className="bare-list grid gap-1">
        {batches.map((batch) => (
          <li key={batch.id} className="flex items-center gap-4">
            <Button look="quiet" className="max-w-full min-w-0" onClick={() => onPick(batch)}>
              <span className="truncate">{batch.name}</span>
            </Button>
            <span className="shrink-0 text-sm text-muted">{strings.count(batch.total)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
