import { useId, useState } from 'react';

import type { Batch } from '#shared/batch.ts';
import type { Connection } from '#shared/connection.ts';
import { BATCH_MAX, BPM_MAX, BPM_MIN, PROMPT_MAX } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { strings } from '../../strings/batch-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Segments } from '../../ui/segments.tsx';
import { batchDraft, readPromptsAsTable } from './batch-draft.ts';
import { BatchPreview } from './batch-preview.tsx';
import { BatchSummary } from './batch-summary.tsx';
import { quoted } from './cell-text.ts';
import { CommonFields } from './common-fields.tsx';
import { CsvFields } from './csv/csv-fields.tsx';
import { GridFields } from './grid-fields.tsx';
import { useBatchDraft } from './use-batch-draft.ts';

const WAYS = (['grid', 'csv'] as const).map((value) => ({ value, label: strings.ways[value] }));

interface BatchDialogProps {
  /** The form as it stands: what can be taken from it. */
  form: SoundRequest;
  connection: Connection | undefined;
  /** How many tasks wait for their turn already. */
  waiting: number;
  earlier: readonly Batch[];
  onEarlier: (batch: Batch) => void;
  onSend: (requests: readonly SoundRequest[]) => void;
  onClose: () => void;
}

/** Of those that are no tempo. */
const TEMPOS_SHOWN = 5;

/** From a grid or a table to requests, with count, wait and cost before anything is sent. */
export function BatchDialog(props: BatchDialogProps) {
  const { form, connection, waiting, earlier, onEarlier, onSend, onClose } = props;
  const sumId = useId();
  const models = connection?.models ?? [form.model];
  const { draft, made, read, factors, wrongTempos, longPrompts, isLate } = useBatchDraft(form, models);
  const [isListed, setIsListed] = useState(false);
  const [isPressed, setIsPressed] = useState(false);
  const count = made.requests.length;

  function send() {
    setIsPressed(true);
    if (count === 0 || count > BATCH_MAX || isLate) return document.getElementById(sumId)?.focus();
    onSend(made.requests);
    onClose();
  }

  const common = <CommonFields draft={draft} models={models} callBackUrl={form.callBackUrl} />;
  const foot = (
    <div className="batch-foot">
      <div id={sumId} tabIndex={-1} aria-live="polite">
        <BatchSummary
          made={made}
          way={draft.way}
          read={read}
          factors={factors}
          waiting={waiting}
          connection={connection}
          isPressed={isPressed}
          isWrong={wrongTempos.length > 0 || longPrompts > 0}
        />
      </div>
      {count > 0 && (
        <Button className="batch-show" aria-expanded={isListed} onClick={() => setIsListed(!isListed)}>
          {isListed ? strings.hidePreview : strings.preview(Math.min(count, BATCH_MAX))}
        </Button>
      )}
      <button type="button" className="generate" onClick={send}>
        {count === 0 ? strings.generateNone : strings.generate(count)}
      </button>
    </div>
  );
  return (
    <Modal
      size="wide"
      heading={strings.heading}
      closeName={strings.close}
      onClose={onClose}
      foot={foot}
      beside={
        <Segments
          label={strings.way}
          value={draft.way}
          options={WAYS}
          onChange={(way) => batchDraft.set({ ...draft, way })}
        />
      }
    >
      <div className="batch">
        <div className="batch-form">
          {draft.way === 'grid' ? (
            <GridFields
              entry={draft.grid}
              form={form}
              prompts={factors.prompts}
              onChange={(grid) => batchDraft.set({ ...draft, grid })}
              onReadAsTable={readPromptsAsTable}
              promptsError={longPrompts > 0 ? strings.longPrompts(longPrompts, PROMPT_MAX) : null}
              temposError={
                wrongTempos.length > 0
                  ? strings.wrongTempos(wrongTempos.slice(0, TEMPOS_SHOWN).map(quoted), BPM_MIN, BPM_MAX)
                  : null
              }
            >
              {common}
            </GridFields>
          ) : (
            <>
              <CsvFields
                text={draft.csv}
                encoding={draft.encoding}
                read={read}
                onChange={(csv, encoding) => batchDraft.set({ ...draft, csv, encoding })}
              />
              {common}
            </>
          )}
          {earlier.length > 0 && <EarlierBatches batches={earlier} onPick={onEarlier} />}
        </div>
        <BatchPreview requests={made.requests} isListed={isListed} />
      </div>
    </Modal>
  );
}

function EarlierBatches({ batches, onPick }: { batches: readonly Batch[]; onPick: (batch: Batch) => void }) {
  return (
    <details className="more">
      <summary className="hint">{strings.earlier}</summary>
      <ul className="bare-list earlier">
        {batches.map((batch) => (
          <li key={batch.id}>
            <button type="button" dir="auto" className="quiet" onClick={() => onPick(batch)}>
              {batch.name}
            </button>
            <span className="hint">{strings.count(batch.total)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
