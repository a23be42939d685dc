import { useState, type ReactNode } from 'react';

import { formatBpm, isBpm } from '#shared/bpm.ts';
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

/** How many times as long or short it gets; of what is no tempo, NaN. */
const timesOf = (from: number, to: number | null): number =>
  to === null ? NaN : Math.max(from / to, to / from);

interface FitProps {
  tuning: SoundTuning;
  asked: Asked;
  isLoop: boolean;
  onAdd: OnAdd;
  onClose: () => void;
}

/** A pop-up and what ends it: the project takes it over, nothing is done, or the sound is changed; by Enter, too. */
const FitPopUp = ({
  label,
  onProject,
  onClose,
  isOff,
  onApply,
  children,
}: {
  label: string;
  onProject: () => unknown;
  onClose: () => void;
  isOff: boolean;
  onApply: () => unknown;
  children: ReactNode;
}) => (
  <NonModalDialog label={label} className="i-fit-pop" onClose={onClose}>
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isOff) onApply();
      }}
    >
      {children}
      <div className="i-fit-acts">
        <Button look="quiet" onClick={onProject}>
          {words.setProject}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" look="primary" aria-disabled={isOff}>
          {words.apply}
        </Button>
      </div>
    </form>
  </NonModalDialog>
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
  const isFar = start !== null && to.trim() !== '' && !(timesOf(start, end) <= STRETCH_MAX);
  const beats = start === null ? null : beatsOf(durationOf(pcm), start);
  const seconds =
    edit?.kind === 'stretch'
      ? words.inS(fixed(fittedLength(lengthOf(pcm), pcm.sampleRate, edit) / pcm.sampleRate, 3))
      : null;
  return (
    <FitPopUp
      label={words.stretch}
      onProject={() => isBpm(end) && projectTuning.update((before) => ({ ...before, bpm: end }))}
      onClose={onClose}
      isOff={edit === null || isFar || start === end || lengthOf(pcm) < 2}
      onApply={() => edit && onAdd(edit)}
    >
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
    </FitPopUp>
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
    <FitPopUp
      label={words.transpose}
      onProject={() => isKey(to) && projectTuning.update((before) => ({ ...before, key: to }))}
      onClose={onClose}
      isOff={semitones === 0}
      onApply={() => onAdd({ kind: 'pitch', semitones, ...(isKey(from) && { from }), loop: isLoop })}
    >
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
    </FitPopUp>
  );
}
