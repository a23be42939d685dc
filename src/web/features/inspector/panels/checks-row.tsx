import { useState } from 'react';

import { formatBpm } from '#shared/bpm.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';

import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { words as verdictWords } from '../../../strings/verdict-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { TaskId } from '../../tasks/card/task-id.tsx';
import type { Asked, Report } from '../analysis/analyse.ts';
import { evaluate, tempoNear, type Grade } from '../analysis/evaluate.ts';
import type { InspectorPage } from '../inspector-page.ts';
import type { OpenSound } from '../inspector-state.ts';
import type { Measured } from '../use-inspected-sounds.ts';
import { CheckPanel } from './check-panel.tsx';
import { describeEarlyEnd, formatDb, formatMs } from './format-readouts.ts';
import { NonModalDialog } from './non-modal-dialog.tsx';

const ICONS = {
  match: 'check',
  near: 'alert',
  off: 'stop',
  'cannot-tell': 'question',
} satisfies Partial<Record<Grade, IconName>>;

const isVerdict = (grade: CheckChip['grade']): grade is keyof typeof ICONS => grade in ICONS;

interface CheckChip {
  key: string;
  grade: Grade | 'fact' | 'clips';
  text: string;
}

/** What was asked and what was heard, as chips; the table behind them on a press. */
export function ChecksRow({
  openSound,
  wanted,
  measured,
  onTune,
}: {
  openSound: OpenSound;
  wanted: Asked;
  measured: Measured;
  onTune: InspectorPage['onTune'];
}) {
  const [showsDetails, setShowsDetails] = useState(false);
  const { sound } = openSound;
  const early = describeEarlyEnd(openSound);
  const withFlats = usePrefersFlats();
  const spell = (key: SoundKey) => spellKey(key, withFlats);
  const report = measured.state === 'done' ? measured.report : null;
  return (
    <div className="i-check">
      <ul className="i-chips" aria-label={words.checks}>
        {early !== null && (
          <li className="i-chip" data-grade="clips">
            {early}
          </li>
        )}
        {openSound.silenced > 0 && (
          <li className="i-chip" data-grade="clips">
            {words.silenced(openSound.silenced)}
          </li>
        )}
        {measured.state === 'failed' && (
          <li className="i-chip" data-grade="off" title={measured.message}>
            {words.notMeasured}
          </li>
        )}
        {measured.state === 'measuring' && <li className="i-chip">{words.measuringChip}</li>}
        {report !== null &&
          chipsOf(report, wanted, spell).map(({ key, grade, text }) => (
            <li key={key} className="i-chip" data-grade={grade}>
              {grade === 'heard' && <span className="sr-only">{words.heardOnly} </span>}
              {text}
              {isVerdict(grade) && (
                <>
                  {' '}
                  <span className="sr-only">{verdictWords.grades[grade]}</span>
                  <Icon name={ICONS[grade]} />
                </>
              )}
            </li>
          ))}
      </ul>
      {sound.from && <TaskId taskId={sound.from.taskId} />}
      <Button
        look="quiet"
        className="i-details"
        aria-expanded={showsDetails}
        onClick={() => setShowsDetails(!showsDetails)}
      >
        {words.details}
      </Button>
      {showsDetails && (
        <NonModalDialog label={words.details} className="i-detail-pop" onClose={() => setShowsDetails(false)}>
          <CheckPanel openSound={openSound} wanted={wanted} measured={measured} onTune={onTune} />
          <Button look="quiet" onClick={() => setShowsDetails(false)}>
            {words.done}
          </Button>
        </NonModalDialog>
      )}
    </div>
  );
}

/** Asked and heard alike: one word. Otherwise both. */
const versus = (asked: string, heard: string, grade: Grade): string =>
  grade === 'match' || asked === heard ? asked : `${asked} → ${heard}`;

function chipsOf(report: Report, asked: Asked, spell: (key: SoundKey) => string): CheckChip[] {
  const { tempo, key, loudness, truePeakDb, onsets, edges } = report;
  const verdict = evaluate(report, asked);
  const chips: CheckChip[] = [];
  const askedKey = asked.key === null || asked.key === 'Any' ? null : spell(asked.key);
  const heardKey = key.kind === 'measured' ? spell(key.key) : null;
  const { grade: keyGrade } = verdict.key;
  if (askedKey !== null)
    chips.push({
      key: 'key',
      grade: keyGrade,
      text: keyGrade === 'cannot-tell' || heardKey === null ? askedKey : versus(askedKey, heardKey, keyGrade),
    });
  else if (key.kind !== 'pitch')
    chips.push({ key: 'key', grade: 'heard', text: heardKey ?? words.noPitchChip });
  // Counted in either way, it is told in both.
  const heardBpm = tempo.kind === 'measured' ? tempo.octaves.map(formatBpm).join(' / ') : null;
  const { grade: tempoGrade } = verdict.tempo;
  if (asked.bpm !== null)
    chips.push({
      key: 'bpm',
      grade: tempoGrade,
      text:
        tempoGrade === 'cannot-tell' || tempo.kind === 'cannot-tell'
          ? words.inBpm(asked.bpm)
          : `${versus(formatBpm(asked.bpm), formatBpm(tempoNear(tempo, asked.bpm)), tempoGrade)} BPM`,
    });
  else
    chips.push({
      key: 'bpm',
      grade: 'heard',
      text: heardBpm === null ? words.noTempoChip : `${heardBpm} BPM`,
    });
  if (asked.loop && verdict.seam)
    chips.push({ key: 'loop', grade: verdict.seam.grade, text: words.seamlessChip });
  if (loudness.kind === 'measured')
    chips.push({ key: 'lufs', grade: 'fact', text: `${formatDb(loudness.lufs)} LUFS` });
  if (truePeakDb !== null) {
    const text = `${formatDb(truePeakDb)} dBTP`;
    chips.push({
      key: 'peak',
      grade: truePeakDb > 0 ? 'clips' : 'fact',
      text: truePeakDb > 0 ? words.clips(text) : text,
    });
  }
  if (onsets > 0) chips.push({ key: 'hits', grade: 'fact', text: words.hits(onsets) });
  if (edges && edges.leadS > 0.02 && !asked.loop)
    chips.push({ key: 'silence', grade: 'fact', text: words.leadingSilence(formatMs(edges.leadS)) });
  return chips;
}
