import { useState } from 'react';

import { EDITS_MAX, isFull } from '#shared/take-edits.ts';

import { lengthOf, samplesIn } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import type { Asked, Report } from '../analysis/analyse.ts';
import { measureBars } from '../analysis/bars.ts';
import { audible } from '../edit/edit-history.ts';
import { asStep, type NewEdit } from '../edit/new-edit.ts';
import { gainToLoudness } from '../edit/normalise.ts';
import type { InspectorAction, OpenSound, Version } from '../inspector-state.ts';
import type { SoundTuning } from '../tuning-of.ts';
import { FitOffers } from './fit-offers.tsx';
import { SelectField } from './toggles.tsx';
import { StretchPopUp, TransposePopUp } from './tune-fixes.tsx';

const LOUDNESS = [
  { label: words.toLufs(-14), edit: { kind: 'normalise', to: 'lufs', level: -14 } },
  { label: words.toLufs(-16), edit: { kind: 'normalise', to: 'lufs', level: -16 } },
  { label: words.toLufs(-23), edit: { kind: 'normalise', to: 'lufs', level: -23 } },
  { label: words.toPeak(-1), edit: { kind: 'normalise', to: 'dbtp', level: -1 } },
] as const satisfies { label: string; edit: NewEdit }[];
const say = (seconds: number) => (seconds < 1 ? words.inMs(seconds * 1000) : words.inS(seconds));
const options = (all: readonly number[]) => all.map((value) => ({ value, label: say(value) }));
const FADES = options([0.005, 0.02, 0.1, 0.5, 2]);
const CROSS_FADES = options([0.02, 0.05, 0.1, 0.25]);
const NEAR_MS = 1;
const NEAR_S = 0.01;

interface FixPanelProps {
  openSound: OpenSound;
  version: Version;
  isLoop: boolean;
  report: Report | null;
  wanted: Asked;
  /** With its edits. */
  tuning: SoundTuning;
  dispatch: (action: InspectorAction) => void;
  onSlice: () => void;
}

/** What can be done to it. Each press adds a step to Edits; nothing here moves while it is measured. */
export function FixPanel(props: FixPanelProps) {
  const { openSound, version, isLoop, report, tuning, dispatch } = props;
  const { sound, history, rendered } = openSound;
  const [message, setMessage] = useState('');
  const [popUp, setPopUp] = useState<'stretch' | 'transpose' | null>(null);

  function add(edit: NewEdit) {
    if (isFull(history.edits)) return setMessage(words.editsFull(EDITS_MAX));
    setMessage('');
    setPopUp(null);
    dispatch({
      type: 'edits',
      id: sound.id,
      edits: [...history.edits, asStep(edit, audible(version.isEdited ? (rendered?.edits ?? []) : []))],
    });
  }
  const octaves = tuning.isOctaveOpen && report?.tempo.kind === 'measured' ? report.tempo.octaves : [];
  const toggle = (which: 'stretch' | 'transpose') => setPopUp(popUp === which ? null : which);
  const tune = { version, tuning, asked: sound.asked, isLoop, onAdd: add, onClose: () => setPopUp(null) };
  const rows = { ...props, onAdd: add, onSay: setMessage };
  return (
    <section aria-labelledby="inspector-fix" className="i-col" data-column="fix">
      <h3 id="inspector-fix">{words.fix}</h3>
      <FitOffers {...props} onAdd={add} />
      <div className="i-fixes">
        <h4>{words.fit}</h4>
        <div className="i-two">
          <Button className="i-fix" aria-expanded={popUp === 'stretch'} onClick={() => toggle('stretch')}>
            {words.stretch}
          </Button>
          <Button className="i-fix" aria-expanded={popUp === 'transpose'} onClick={() => toggle('transpose')}>
            {words.transpose}
          </Button>
          {popUp === 'stretch' && <StretchPopUp {...tune} octaves={octaves} />}
          {popUp === 'transpose' && <TransposePopUp {...tune} />}
        </div>
        <LengthFixes {...rows} />
        <SeamFixes {...rows} />
        <LevelFixes {...rows} />
      </div>
      <output className="i-message">{message}</output>
    </section>
  );
}

type RowProps = FixPanelProps & { onAdd: (edit: NewEdit) => void; onSay: (message: string) => void };

/** `already`: why it would change nothing; then a press says so. */
function FixButton({
  label,
  edit,
  already = null,
  onAdd,
  onSay,
}: {
  label: string;
  edit: NewEdit | null;
  already?: string | null;
} & Pick<RowProps, 'onAdd' | 'onSay'>) {
  return (
    <Button
      className="i-fix"
      aria-disabled={edit === null || already !== null}
      title={already ?? undefined}
      onClick={() => (edit === null || already !== null ? onSay(already ?? '') : onAdd(edit))}
    >
      {label}
    </Button>
  );
}

const when = (is: boolean, why: string): string | null => (is ? why : null);

function LengthFixes(props: RowProps) {
  const { openSound, version, report, tuning, onSlice, onAdd, onSay } = props;
  const { pcm, loop } = version;
  const { bpm } = tuning;
  const { perBar } = openSound.sound.asked;
  const to = { onAdd, onSay };
  // Also by a tempo that was only heard.
  const bars = measureBars(pcm, bpm, perBar);
  const isBars = bars.kind === 'measured' && Math.abs(bars.offMs) < NEAR_MS;
  const edges = report?.edges;
  const isTight = edges !== undefined && edges !== null && edges.leadS + edges.tailS < NEAR_S;
  const oneHit = when(report !== null && report.onsets <= 1, words.already.hit);
  const isWhole = loop.start === 0 && loop.end === lengthOf(pcm);
  return (
    <>
      <h4>{words.length}</h4>
      <div className="i-two">
        <FixButton
          label={words.trimBars}
          edit={bpm === null ? null : { kind: 'bars', bpm, ...(perBar && { perBar }) }}
          already={bpm === null ? words.noTempo : when(isBars, words.already.bars)}
          {...to}
        />
        <FixButton
          label={words.cutMarkers}
          edit={{ kind: 'cut', ...loop, of: lengthOf(pcm) }}
          already={when(isWhole, words.already.markers)}
          {...to}
        />
        <FixButton
          label={words.trimSilence}
          edit={{ kind: 'trim', to: 'silence' }}
          already={when(isTight, words.already.silence)}
          {...to}
        />
        <FixButton label={words.firstHit} edit={{ kind: 'trim', to: 'first-hit' }} already={oneHit} {...to} />
        <FixButton label={words.bestHit} edit={{ kind: 'trim', to: 'best-hit' }} already={oneHit} {...to} />
        <Button className="i-fix" onClick={onSlice}>
          {words.sliceUp}
        </Button>
      </div>
    </>
  );
}

function SeamFixes({ version: { pcm, loop }, isLoop, report, onAdd, onSay }: RowProps) {
  const [seconds, setSeconds] = useState(0.05);
  const to = { onAdd, onSay };
  const isWhole = loop.start === 0 && loop.end === lengthOf(pcm);
  // Else there is nothing before it to blend in.
  const isInside = !isLoop && !isWhole && loop.start >= samplesIn(pcm, seconds);
  const clean = when(isWhole && report?.seam.kind === 'clean', words.already.seam);
  return (
    <>
      <h4>{words.seam}</h4>
      <div className="i-two">
        <FixButton
          label={words.zero}
          edit={{ kind: 'zero-crossing', ...loop, of: lengthOf(pcm) }}
          already={clean}
          {...to}
        />
        <FixButton label={words.smooth} edit={{ kind: 'smooth' }} already={clean} {...to} />
        <FixButton
          label={words.crossFade}
          edit={{
            kind: 'cross-fade',
            seconds,
            keepsLength: true,
            ...loop,
            of: lengthOf(pcm),
            ...(isInside && { inside: true }),
          }}
          {...to}
        />
        <SelectField
          name={words.crossFadeLength}
          value={seconds}
          options={CROSS_FADES}
          onChange={setSeconds}
        />
      </div>
    </>
  );
}

/** Less is heard by nobody. */
const SAME_DB = 0.05;

/** Whether normalising to that would change nothing. */
function isAtLevel({ to, level }: (typeof LOUDNESS)[number]['edit'], report: Report | null): boolean {
  if (report === null || report.truePeakDb === null) return false;
  const { loudness, truePeakDb } = report;
  if (to === 'dbtp') return Math.abs(level - truePeakDb) < SAME_DB;
  return loudness.kind === 'measured' && Math.abs(gainToLoudness(level, loudness.lufs, truePeakDb)) < SAME_DB;
}

function LevelFixes({ report, onAdd, onSay }: RowProps) {
  const [target, setTarget] = useState(1);
  const [seconds, setSeconds] = useState(0.02);
  const to = { onAdd, onSay };
  const { edit } = LOUDNESS[target] ?? LOUDNESS[0];
  return (
    <>
      <h4>{words.toLevel}</h4>
      <div className="i-two">
        <FixButton
          label={words.normalise}
          edit={edit}
          already={when(isAtLevel(edit, report), words.already.level)}
          {...to}
        />
        <SelectField
          name={words.normaliseTo}
          value={target}
          options={LOUDNESS.map(({ label }, value) => ({ value, label }))}
          onChange={setTarget}
        />
        <FixButton label={words.fadeIn} edit={{ kind: 'fade', at: 'start', seconds }} {...to} />
        <FixButton label={words.fadeOut} edit={{ kind: 'fade', at: 'end', seconds }} {...to} />
        <SelectField name={words.fadeLength} value={seconds} options={FADES} onChange={setSeconds} />
      </div>
    </>
  );
}
