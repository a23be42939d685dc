import { formatKey } from '#shared/key/format-key.ts';
import { SURE } from '#shared/take/heard-bounds.ts';

import { unbroken } from '../../../lib/unbroken.ts';
import { words } from '../../../strings/verdict-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import type { Asked, Report } from '../analysis/analyse.ts';
import { evaluate, isTempoAsAsked, type Grade, type Evaluation } from '../analysis/evaluate.ts';
import type { MeasuredTempo } from '../analysis/measure-tempo.ts';
import type { Measured } from '../use-inspected-sounds.ts';
import { formatDb, formatMs } from './format-readouts.ts';

const ICONS: Record<Grade, IconName> = {
  match: 'check',
  near: 'alert',
  off: 'stop',
  'cannot-tell': 'question',
  heard: 'wave',
};
const { what: names } = words;

interface Row {
  what: string;
  asked: string;
  evaluation: Evaluation;
  /** How sure, or the figures behind it. */
  detail?: string;
}

/** Asked = heard: each thing that was asked for, what was measured, and whether that is the same. */
export function MeasuredTable({ measured, asked }: { measured: Measured; asked: Asked }) {
  if (measured.state === 'failed')
    return (
      <p role="alert">
        {words.notMeasured(measured.message)} <Button onClick={measured.retry}>{words.tryAgain}</Button>
      </p>
    );
  if (measured.state !== 'done') return <output className="i-hint">{words.measuring}</output>;
  const { report } = measured;
  return (
    <table className="i-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{names.what}</span>
          </th>
          <th scope="col">{names.asked}</th>
          <th scope="col">{names.heard}</th>
          <th scope="col">{names.verdict}</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(report, asked).map(({ what, asked: wish, evaluation: { grade, text }, detail }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{wish}</td>
            <td>
              {sentence(text)}
              {detail !== undefined && <small>{detail}</small>}
            </td>
            <td data-grade={grade}>
              <span>
                {grade !== 'heard' && <Icon name={ICONS[grade]} />}
                {words.grades[grade]}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const OF = new RegExp(`^(${Object.values(words.of).join('|')}) ?[:：] ?`);

/** A reason names its thing, for the one line; in the table the row does. */
const sentence = (text: string): string => {
  const short = text.replace(OF, '');
  return short.charAt(0).toUpperCase() + short.slice(1);
};

const sureness = (confidence: number): string => words.sure(confidence >= SURE, confidence);

/** What was asked for and heard by itself needs no certainty of its own. */
const isConfirmed = (grade: Grade, confidence: number): boolean => grade === 'match' && confidence < SURE;

/** Of the octave, too, unless it is the one that was asked for. */
const tempoSureness = (tempo: MeasuredTempo, asked: number | null): string =>
  tempo.confidence < SURE || tempo.isOctaveSure || (asked !== null && isTempoAsAsked(tempo, asked))
    ? sureness(tempo.confidence)
    : words.octaveUnsure(tempo.confidence);

function rowsOf(report: Report, asked: Asked): Row[] {
  const verdict = evaluate(report, asked);
  const { tempo, key, seam } = report;
  const rows: (Row | null)[] = [
    {
      what: names.tempo,
      asked: asked.bpm === null ? words.auto : unbroken(words.bpm(asked.bpm)),
      evaluation: verdict.tempo,
      ...(tempo.kind === 'measured' &&
        !isConfirmed(verdict.tempo.grade, tempo.confidence) && { detail: tempoSureness(tempo, asked.bpm) }),
    },
    {
      what: names.key,
      asked: asked.key === null || asked.key === 'Any' ? words.any : formatKey(asked.key),
      evaluation: verdict.key,
      ...(key.kind === 'measured' &&
        !isConfirmed(verdict.key.grade, key.confidence) && {
          detail: words.relative(sureness(key.confidence), formatKey(key.relative)),
        }),
    },
    verdict.bars && { what: names.bars, asked: words.whole, evaluation: verdict.bars },
    verdict.seam && {
      what: names.loop,
      asked: words.seamless,
      evaluation: verdict.seam,
      ...(seam.kind !== 'cannot-tell' && { detail: words.step(seam.join.ratio) }),
    },
    loudnessRow(report),
    peakRow(report),
    edgesRow(report),
    heardRow(names.events, report.onsets === 0 ? words.steady : String(report.onsets)),
  ];
  return rows.filter((row) => row !== null);
}

const heardRow = (what: string, text: string): Row => ({
  what,
  asked: '–',
  evaluation: { grade: 'heard', text },
});

function loudnessRow({ loudness }: Report): Row {
  if (loudness.kind === 'measured') return heardRow(names.loudness, words.lufs(formatDb(loudness.lufs)));
  const text = loudness.reason === 'silent' ? words.silent : words.tooShortForLoudness;
  return { ...heardRow(names.loudness, text), evaluation: { grade: 'cannot-tell', text } };
}

function peakRow({ truePeakDb }: Report): Row {
  if (truePeakDb === null) return heardRow(names.peak, words.silentPeak);
  const row = heardRow(names.peak, words.dbtp(formatDb(truePeakDb)));
  if (truePeakDb <= 0) return row;
  return { ...row, evaluation: { grade: 'off', text: words.overFullScale(row.evaluation.text) } };
}

function edgesRow({ edges }: Report): Row {
  if (edges === null) return heardRow(names.edges, words.allOfIt);
  return heardRow(names.edges, words.edges(formatMs(edges.leadS), formatMs(edges.tailS)));
}
