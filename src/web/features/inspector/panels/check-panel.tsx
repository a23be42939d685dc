import { formatKey } from '#shared/key/format-key.ts';
import { SURE } from '#shared/take/heard-bounds.ts';

import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import type { Asked, Report } from '../analysis/analyse.ts';
import { evaluate, tempiForForm } from '../analysis/evaluate.ts';
import type { Tuning } from '../inspected-sound.ts';
import type { OpenSound } from '../inspector-state.ts';
import type { Measured } from '../use-inspected-sounds.ts';
import { describeFacts } from './format-readouts.ts';
import { MeasuredTable } from './measured-table.tsx';

/** What was asked for beside what was measured, and a way to put what was measured into the form. */
export function CheckPanel({
  openSound: { gapless, facts, original },
  wanted: asked,
  measured,
  onTune,
}: {
  openSound: OpenSound;
  wanted: Asked;
  measured: Measured;
  onTune: (tuning: Tuning) => void;
}) {
  const report = measured.state === 'done' ? measured.report : null;
  const inFile = describeFacts(facts, original?.sampleRate ?? 0);
  return (
    <section aria-labelledby="inspector-check" className="i-part">
      <h3 id="inspector-check">{words.checks}</h3>
      {report && <p className="i-verdict">{evaluate(report, asked).line}</p>}
      {inFile.length > 0 && <p className="i-hint">{words.fromFile(inFile)}</p>}
      <MeasuredTable measured={measured} asked={asked} />
      {gapless && gapless.cutS > 0.0005 && (
        <p className="i-hint">{words.gapless(Math.round(gapless.cutS * 1000))}</p>
      )}
      {report && <UseInForm tunings={tuningsOf(report, asked)} onTune={onTune} />}
    </section>
  );
}

/** What the form may take over, as far as it is beyond doubt: one for each octave in which the tempo may be counted. */
function tuningsOf({ tempo, key }: Report, asked: Asked): Tuning[] {
  const sureKey = key.kind === 'measured' && key.confidence >= SURE ? key.key : null;
  const tempi = tempiForForm(tempo, asked.bpm);
  if (tempi.length > 0) return tempi.map((bpm) => ({ bpm, key: sureKey }));
  return sureKey === null ? [] : [{ bpm: null, key: sureKey }];
}

function UseInForm({ tunings, onTune }: { tunings: readonly Tuning[]; onTune: (tuning: Tuning) => void }) {
  if (tunings.length === 0) return null;
  return (
    <div className="i-row">
      {tunings.map((tuning) => (
        <Button key={tuning.bpm} onClick={() => onTune(tuning)}>
          {words.use([
            ...(tuning.bpm === null ? [] : [words.inBpm(tuning.bpm)]),
            ...(tuning.key === null ? [] : [formatKey(tuning.key)]),
          ])}
        </Button>
      ))}
    </div>
  );
}
