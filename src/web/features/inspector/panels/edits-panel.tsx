import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

import type { TakeEdit } from '#shared/take-edits.ts';

import { durationOf } from '../../../../audio/pcm.ts';
import { announce } from '../../../lib/announce.ts';
import { unbroken } from '../../../lib/unbroken.ts';
import { fixed } from '../../../strings/format/fixed.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { moved, withOn, without } from '../edit/edit-history.ts';
import { nameOfEdit } from '../edit/edit-steps.ts';
import type { InspectorAction, OpenSound, Version } from '../inspector-state.ts';
import type { EditWork } from '../use-edits.ts';

/** The steps from the original down: any order, each on or off, nothing lost. */
export function EditsPanel({
  openSound,
  version,
  work,
  failure,
  facts,
  isUnsaved,
  otherTake,
  dispatch,
  onRetry,
  onApplyToOther,
}: {
  openSound: OpenSound;
  version: Version;
  work: EditWork | null;
  failure: string | null;
  /** Of the result: tempo, key, loudness. */
  facts: readonly string[];
  isUnsaved: boolean;
  /** Null where there is none. */
  otherTake: string | null;
  dispatch: (action: InspectorAction) => void;
  onRetry: () => void;
  onApplyToOther: () => void;
}) {
  const { history, sound, rendered, original } = openSound;
  const { edits } = history;
  const set = (next: readonly TakeEdit[]) => dispatch({ type: 'edits', id: sound.id, edits: next });
  return (
    <section aria-labelledby="inspector-edits" className="i-col" data-column="edits">
      <EditsHead
        history={history}
        onUndo={() => dispatch({ type: 'undo', id: sound.id })}
        onRedo={() => dispatch({ type: 'redo', id: sound.id })}
      />
      <ol className="i-steps" aria-label={words.edits}>
        <li className="i-step" data-base>
          <span />
          <span className="i-step-dot" />
          <span className="i-step-name">{words.original}</span>
          <span className="i-note">{original && words.inS(fixed(durationOf(original), 3))}</span>
        </li>
        {edits.map((edit, at) => (
          <EditRow
            key={edit.id}
            edit={edit}
            at={at}
            edits={edits}
            outcome={rendered?.steps.find(({ id }) => id === edit.id) ?? null}
            isWorking={work !== null && edit.on && rendered?.edits !== edits}
            onChange={set}
          />
        ))}
      </ol>
      {edits.length === 0 && <p className="i-hint">{words.noEdits}</p>}
      {work && <Work work={work} />}
      {failure !== null && <p role="alert">{words.didNotWork(failure)}</p>}
      {isUnsaved && (
        <p role="alert" className="i-hint">
          {words.unkept}{' '}
          <Button look="quiet" onClick={onRetry}>
            {words.tryAgain}
          </Button>
        </p>
      )}
      {version.isEdited && (
        <p className="i-result">
          {words.result([words.inS(fixed(durationOf(version.pcm), 3)), ...facts].map(unbroken).join(' · '))}
        </p>
      )}
      {otherTake !== null && edits.length > 0 && (
        <Button look="quiet" className="i-foot" onClick={onApplyToOther}>
          {words.applyToOther(otherTake)}
        </Button>
      )}
    </section>
  );
}

function EditsHead({
  history: { past, future },
  onUndo,
  onRedo,
}: {
  history: OpenSound['history'];
  onUndo: () => void;
  onRedo: () => void;
}) {
  return (
    <div className="i-heading">
      <h3 id="inspector-edits">{words.edits}</h3>
      <span className="i-end">
        <Button
          look="quiet"
          aria-disabled={past.length === 0}
          aria-keyshortcuts="Control+Z Meta+Z"
          onClick={onUndo}
        >
          {words.undo}
        </Button>
        <Button
          look="quiet"
          aria-disabled={future.length === 0}
          aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
          onClick={onRedo}
        >
          {words.redo}
        </Button>
      </span>
    </div>
  );
}

function Work({ work: { share, cancel } }: { work: EditWork }) {
  return (
    <div className="i-work">
      <progress max={1} value={share} aria-label={words.working} />
      <span>{words.percent(share)}</span>
      <Button look="quiet" onClick={cancel}>
        {words.stop}
      </Button>
    </div>
  );
}

function EditRow({
  edit,
  at,
  edits,
  outcome,
  isWorking,
  onChange,
}: {
  edit: TakeEdit;
  at: number;
  edits: readonly TakeEdit[];
  outcome: { note: string | null; problem: string | null } | null;
  isWorking: boolean;
  onChange: (edits: readonly TakeEdit[]) => void;
}) {
  const name = nameOfEdit(edit);
  function move(by: number) {
    const next = moved(edits, at, at + by);
    if (next === edits) return;
    onChange(next);
    announce(words.movedEdit(name, at + by + 1));
  }
  function onKey(event: KeyboardEvent) {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  }
  const { row, isDragged, grip } = useRowDrag({ least: -at, most: edits.length - 1 - at }, move);
  return (
    <li
      ref={row}
      className="i-step"
      data-off={edit.on ? undefined : ''}
      data-dragged={isDragged ? '' : undefined}
    >
      <button
        type="button"
        className="i-grip"
        aria-label={words.moveEdit(name)}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        title={words.moveTitle}
        onKeyDown={onKey}
        {...grip}
      />
      <input
        type="checkbox"
        aria-label={words.editOn(name)}
        checked={edit.on}
        onChange={(event) => onChange(withOn(edits, edit.id, event.target.checked))}
      />
      <span className="i-step-name">
        <span>{name}</span>
        {outcome?.problem && <small>{outcome.problem}</small>}
      </span>
      <span className="i-note">{isWorking ? words.working : (outcome?.note ?? '').replaceAll('-', '−')}</span>
      <button
        type="button"
        className="i-remove"
        aria-label={words.removeEdit(name)}
        onClick={() => onChange(without(edits, edit.id))}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/** Drags a row by its grip, a row at a time: `least` (below zero) up, `most` down. */
function useRowDrag({ least, most }: { least: number; most: number }, onMove: (rows: number) => void) {
  const row = useRef<HTMLLIElement>(null);
  const [drag, setDrag] = useState<{ fromY: number; rows: number } | null>(null);
  useEffect(() => {
    const height = row.current?.offsetHeight ?? 0;
    row.current?.style.setProperty('transform', drag ? `translateY(${drag.rows * height}px)` : '');
  }, [drag]);
  const grip = {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ fromY: event.clientY, rows: 0 });
    },
    onPointerMove: ({ clientY }: PointerEvent) => {
      const height = row.current?.offsetHeight ?? 0;
      if (!drag || height === 0) return;
      const rows = Math.round((clientY - drag.fromY) / height);
      setDrag({ ...drag, rows: Math.max(least, Math.min(most, rows)) });
    },
    onPointerUp: () => {
      if (drag && drag.rows !== 0) onMove(drag.rows);
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
  };
  return { row, isDragged: drag !== null, grip };
}
