import { useState } from 'react';

import { isBpm } from '#shared/bpm.ts';
import { formatKey } from '#shared/key/format-key.ts';
import { SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';
import { SEMITONES_MAX, STRETCH_MAX } from '#shared/take-edits.ts';

import { durationOf, lengthOf } from '../../../../audio/pcm.ts';
import { useStore } from '../../../lib/create-store.ts';
import { words as edits } from '../../../strings/edit-strings.ts';
import { fixed } from '../../../strings/format/fixed.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import type { Asked } from '../analysis/analyse.ts';
import { stretchTo, type NewEdit } from '../edit/new-edit.ts';
import { beatsOf, fittedLength, semitonesTo } from '../edit/tune.ts';
import type { Version } from '../inspector-state.ts';
import { isKey, projectTuning, type SoundTuning } from '../tuning-of.ts';
import { formatBpm } from './format-readouts.ts';
import { NonModalDialog } from './non-modal-dialog.tsx';

type OnAdd = (edit: NewEdit) => void;

const BpmField = ({
  label,
  name,
  value,
  onChange,
}: {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
}) => (
  <label className="i-fit-row">
    <span>{label}</span>
    <span>
      <input
        className="field i-number"
        inputMode="decimal"
        aria-label={name}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />{' '}
      {words.unitBpm}
    </span>
  </label>
);

const numberOf = (text: string): number | null => {
  const value = Number(text.replace(',', '.'));
  return text.trim() !== '' && value >= 1 && value <= 1200 ? value : null;
};

interface FitProps {
  tuning: SoundTuning;
  asked: Asked;
  isLoop: boolean;
  onAdd: OnAdd;
  onClose: () => void;
}

/** What ends either pop-up: the project takes it over, nothing is done, or the sound is changed. */
const FitActions = ({
  onProject,
  onCancel,
  isOff,
  onApply,
}: {
  onProject: () => unknown;
  onCancel: () => void;
  isOff: boolean;
  onApply: () => unknown;
}) => (
  <div className="i-fit-acts">
    <Button look="quiet" onClick={onProject}>
      {words.setProject}
    </Button>
    <Button look="quiet" onClick={onCancel}>
      {words.cancel}
    </Button>
    <Button look="primary" aria-disabled={isOff} onClick={onApply}>
      {words.apply}
    </Button>
  </div>
);

export function StretchPopUp({
  version,
  octaves,
  tuning,
  asked,
  isLoop,
  onAdd,
  onClose,
}: FitProps & {
  version: Version;
  /** In which its tempo may be counted, where that is not sure. */
  octaves: readonly number[];
}) {
  const project = useStore(projectTuning);
  const [from, setFrom] = useState(tuning.bpm === null ? '' : String(Math.round(tuning.bpm * 100) / 100));
  const [to, setTo] = useState(String(project.bpm ?? asked.bpm ?? ''));
  const { pcm } = version;
  const [start, end] = [numberOf(from), numberOf(to)];
  const edit = start !== null && end !== null ? stretchTo(pcm, start, end, isLoop) : null;
  const isFar = start !== null && end !== null && Math.max(start / end, end / start) > STRETCH_MAX;
  const beats = start === null ? null : beatsOf(durationOf(pcm), start);
  const seconds =
    edit?.kind === 'stretch' ? words.inS(fixed(fittedLength(pcm, edit) / pcm.sampleRate, 3)) : null;
  return (
    <NonModalDialog label={words.stretch} className="i-fit-pop" onClose={onClose}>
      <BpmField label={words.from} name={words.fromBpm} value={from} onChange={setFrom} />
      {octaves.length > 1 && (
        <div className="i-fit-row">
          <span />
          <span className="i-row">
            {octaves.map((bpm) => (
              <Button
                key={bpm}
                aria-pressed={from === formatBpm(bpm)}
                onClick={() => setFrom(formatBpm(bpm))}
              >
                {words.inBpm(formatBpm(bpm))}
              </Button>
            ))}
          </span>
        </div>
      )}
      <BpmField label={words.to} name={words.toBpm} value={to} onChange={setTo} />
      <p className="i-hint">
        {start === null && words.noTempo}
        {isFar && words.far(STRETCH_MAX)}
        {seconds !== null && !isFar && words.fitHint(beats === null ? null : edits.beats(beats), seconds)}
      </p>
      <FitActions
        onProject={() => isBpm(end) && projectTuning.update((before) => ({ ...before, bpm: end }))}
        onCancel={onClose}
        isOff={edit === null || isFar || start === end || lengthOf(pcm) < 2}
        onApply={() => edit && !isFar && start !== end && onAdd(edit)}
      />
    </NonModalDialog>
  );
}

const KEYS = SOUND_KEYS.filter((key) => key !== 'Any');

function KeyPick({
  label,
  name,
  value,
  onChange,
}: {
  label: string;
  name: string;
  value: SoundKey;
  onChange: (key: SoundKey) => void;
}) {
  return (
    <label className="i-fit-row">
      <span>{label}</span>
      <select
        className="field i-pick"
        aria-label={name}
        value={value}
        onChange={(event) => onChange(event.target.value as SoundKey)}
      >
        <option value="Any">–</option>
        {KEYS.map((key) => (
          <option key={key} value={key}>
            {formatKey(key)}
          </option>
        ))}
      </select>
    </label>
  );
}

export function TransposePopUp({ tuning, asked, isLoop, onAdd, onClose }: FitProps) {
  const project = useStore(projectTuning);
  const [from, setFrom] = useState<SoundKey>(tuning.key ?? 'Any');
  const [to, setTo] = useState<SoundKey>(project.key ?? asked.key ?? 'Any');
  const way = isKey(from) && isKey(to) ? semitonesTo(from, to) : null;
  const [typed, setTyped] = useState<number | null>(null);
  const semitones = typed ?? way ?? 0;
  return (
    <NonModalDialog label={words.transpose} className="i-fit-pop" onClose={onClose}>
      <KeyPick
        label={words.from}
        name={words.fromKey}
        value={from}
        onChange={(key) => (setFrom(key), setTyped(null))}
      />
      <KeyPick
        label={words.to}
        name={words.toKey}
        value={to}
        onChange={(key) => (setTo(key), setTyped(null))}
      />
      <label className="i-fit-row">
        <span>{words.bySemitones}</span>
        <input
          type="number"
          className="field i-number"
          min={-SEMITONES_MAX}
          max={SEMITONES_MAX}
          step={1}
          value={semitones}
          onChange={({ target: { valueAsNumber: value } }) =>
            setTyped(Math.abs(value) <= SEMITONES_MAX ? value : null)
          }
        />
      </label>
      <p className="i-hint">{way === 0 && from !== to ? words.sameKey : words.semitones(semitones)}</p>
      <FitActions
        onProject={() => isKey(to) && projectTuning.update((before) => ({ ...before, key: to }))}
        onCancel={onClose}
        isOff={semitones === 0}
        onApply={() =>
          semitones !== 0 && onAdd({ kind: 'pitch', semitones, ...(isKey(from) && { from }), loop: isLoop })
        }
      />
    </NonModalDialog>
  );
}
