import { useId, useState } from 'react';

import { durationOf } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { nameOfEdit, type EditStep } from '../edit/edit-steps.ts';
import {
  ORIGINAL,
  shownVersion,
  type InspectorAction,
  type OpenSound,
  type Version,
} from '../inspector-state.ts';
import { edit } from '../workers/sound-workers.ts';

const LOUDNESS = [
  { label: words.toLufs(-14), step: { do: 'lufs', lufs: -14 } },
  { label: words.toLufs(-16), step: { do: 'lufs', lufs: -16 } },
  { label: words.toLufs(-23), step: { do: 'lufs', lufs: -23 } },
  { label: words.toPeak(-1), step: { do: 'peak', dbtp: -1 } },
] as const satisfies { label: string; step: EditStep }[];
const SECONDS = [0.005, 0.02, 0.1, 0.5, 2] as const;
const FADES_S = [0.02, 0.05, 0.1, 0.25] as const;

const say = (seconds: number) => (seconds < 1 ? words.inMs(seconds * 1000) : words.inS(seconds));

/** Mends it. Each press makes a new version of the one that is shown; the original stays. */
export function FixPanel({
  openSound,
  version,
  bpm,
  dispatch,
}: {
  openSound: OpenSound;
  version: Version;
  bpm: number | null;
  dispatch: (action: InspectorAction) => void;
}) {
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState('');
  const [crossS, setCrossS] = useState<number>(0.05);
  const [fadeS, setFadeS] = useState<number>(0.02);
  const [target, setTarget] = useState(1);
  const { id } = openSound.sound;

  async function take(step: EditStep) {
    if (busy) return;
    setBusy(true);
    try {
      const made = await edit(version.pcm, step);
      if (made.kind === 'cannot') return setMessage(made.reason);
      const name = nameOfEdit(step);
      dispatch({ type: 'fixed', id, name, note: made.note ?? null, pcm: made.pcm });
      setMessage(words.fixed(name, made.note));
    } catch (error) {
      setMessage(words.didNotWork(error instanceof Error ? error.message : String(error)));
    } finally {
      setBusy(false);
    }
  }

  const button = (label: string, step: EditStep) => (
    <Button aria-busy={busy} onClick={() => void take(step)}>
      {label}
    </Button>
  );
  return (
    <section aria-labelledby="inspector-fix" className="inspector-part">
      <h3 id="inspector-fix">{words.fix}</h3>
      <Versions openSound={openSound} dispatch={dispatch} />
      <div className="inspector-tools">
        <h4>{words.length}</h4>
        <div className="inspector-row">
          {bpm === null ? null : button(words.trimBars, { do: 'bars', bpm })}
          {button(words.cutMarkers, { do: 'markers', loop: version.loop })}
          {button(words.trimSilence, { do: 'silence' })}
          {button(words.firstEvent, { do: 'event', which: 'first' })}
          {button(words.bestEvent, { do: 'event', which: 'best' })}
        </div>
        <h4>{words.seam}</h4>
        <div className="inspector-row">
          {button(words.zero, { do: 'zero', loop: version.loop })}
          {button(words.smooth, { do: 'smooth' })}
          <span className="inspector-pair">
            {button(words.crossFade, { do: 'cross-fade', seconds: crossS, loop: version.loop })}
            <Pick name={words.crossFadeLength} value={crossS} of={FADES_S} say={say} onChange={setCrossS} />
          </span>
        </div>
        <h4>{words.level}</h4>
        <div className="inspector-row">
          <span className="inspector-pair">
            {button(words.normalise, LOUDNESS[target]?.step ?? LOUDNESS[0].step)}
            <Pick
              name={words.normaliseTo}
              value={target}
              of={LOUDNESS.map((_, index) => index)}
              say={(index) => LOUDNESS[index]?.label ?? ''}
              onChange={setTarget}
            />
          </span>
          <span className="inspector-pair">
            {button(words.fadeIn, { do: 'fade-in', seconds: fadeS })}
            {button(words.fadeOut, { do: 'fade-out', seconds: fadeS })}
            <Pick name={words.fadeLength} value={fadeS} of={SECONDS} say={say} onChange={setFadeS} />
          </span>
        </div>
      </div>
      <output className="inspector-message">{message}</output>
    </section>
  );
}

function Pick({
  name,
  value,
  of,
  say,
  onChange,
}: {
  name: string;
  value: number;
  of: readonly number[];
  say: (value: number) => string;
  onChange: (value: number) => void;
}) {
  return (
    <select
      className="field inspector-pick"
      aria-label={name}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {of.map((each) => (
        <option key={each} value={each}>
          {say(each)}
        </option>
      ))}
    </select>
  );
}

function Versions({
  openSound,
  dispatch,
}: {
  openSound: OpenSound;
  dispatch: (action: InspectorAction) => void;
}) {
  const group = useId();
  const { id } = openSound.sound;
  const shown = shownVersion(openSound);
  if (openSound.versions.length < 2) return null;
  const other = openSound.shown === ORIGINAL ? openSound.lastFix : ORIGINAL;
  return (
    <fieldset className="inspector-versions">
      <legend>{words.versions}</legend>
      {openSound.versions.map(({ key, name, note, pcm }) => (
        <label key={key}>
          <input
            type="radio"
            name={group}
            checked={key === openSound.shown}
            onChange={() => dispatch({ type: 'show', id, key })}
          />
          <span>
            {key === ORIGINAL ? name : `${key}. ${name}`}
            <small>{[words.inS(durationOf(pcm).toFixed(3)), note].filter(Boolean).join(', ')}</small>
          </span>
        </label>
      ))}
      <div className="inspector-row">
        {other !== null && (
          <Button
            aria-keyshortcuts="O"
            title={words.switchTitle}
            onClick={() => dispatch({ type: 'show', id, key: other })}
          >
            {openSound.shown === ORIGINAL ? words.toFix : words.toOriginal}
          </Button>
        )}
        {shown && shown.key !== ORIGINAL && (
          <Button look="quiet" onClick={() => dispatch({ type: 'discard', id, key: shown.key })}>
            <Icon name="trash" /> {words.discard}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
