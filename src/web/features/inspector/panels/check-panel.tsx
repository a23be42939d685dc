import { formatKey } from '#shared/key/format-key.ts';

import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import type { Report } from '../analysis/analyse.ts';
import { evaluate } from '../analysis/evaluate.ts';
import { SURE } from '../analysis/measure-tempo.ts';
import type { Tuning } from '../inspected-sound.ts';
import type { OpenSound } from '../inspector-state.ts';
import type { Measured } from '../use-inspected-sounds.ts';
import { MeasuredTable } from './measured-table.tsx';

/** What was asked for beside what was measured, and a way to put what was measured into the form. */
export function CheckPanel({
  openSound: { sound, gapless },
  measured,
  onTune,
}: {
  openSound: OpenSound;
  measured: Measured;
  onTune: (tuning: Tuning) => void;
}) {
  const { asked } = sound;
  const report = measured.state === 'done' ? measured.report : null;
  return (
    <section aria-labelledby="inspector-check" className="inspector-part">
      <h3 id="inspector-check">{words.askedAndHeard}</h3>
      {report && <p className="inspector-verdict">{evaluate(report, asked).line}</p>}
      <MeasuredTable measured={measured} asked={asked} />
      {gapless && gapless.cutS > 0.0005 && (
        <p className="inspector-muted">{words.gapless(Math.round(gapless.cutS * 1000))}</p>
      )}
      {report && <UseInForm tuning={tuningOf(report)} onTune={onTune} />}
    </section>
  );
}

/** Tempo and key, as far as they are beyond doubt. */
export function tuningOf({ tempo, key }: Report): Tuning {
  return {
    bpm: tempo.kind === 'measured' && tempo.confidence >= SURE ? Math.round(tempo.bpm) : null,
    key: key.kind === 'measured' && key.confidence >= SURE ? key.key : null,
  };
}

function UseInForm({ tuning, onTune }: { tuning: Tuning; onTune: (tuning: Tuning) => void }) {
  const known = [
    tuning.bpm === null ? '' : words.inBpm(tuning.bpm),
    tuning.key === null ? '' : formatKey(tuning.key),
  ].filter(Boolean);
  if (known.length === 0) return null;
  return (
    <div className="inspector-row">
      <Button onClick={() => onTune(tuning)}>{words.use(known)}</Button>
    </div>
  );
}
