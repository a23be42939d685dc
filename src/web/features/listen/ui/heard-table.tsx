import { keyLabel } from '#contract/key.ts';

import { Icon, type IconName } from '../../../ui/icon.tsx';
import type { Asked, Report } from '../analysis/analyse.ts';
import { SURE } from '../analysis/tempo.ts';
import { judge, type Grade, type Judgement } from '../analysis/verdict.ts';
import { sayDb, sayMs } from './format.ts';
import type { Measured } from './use-bench.ts';

const GRADES: Record<Grade, { word: string; icon: IconName }> = {
  match: { word: 'Match', icon: 'check' },
  near: { word: 'Near', icon: 'alert' },
  off: { word: 'Off', icon: 'stop' },
  'cannot-tell': { word: 'Cannot tell', icon: 'question' },
  heard: { word: 'Heard', icon: 'wave' },
};

interface Row {
  what: string;
  asked: string;
  judgement: Judgement;
  /** How sure, or the figures behind it. */
  detail?: string;
}

/** Asked = heard: each thing that was asked for, what was measured, and whether that is the same. */
export function HeardTable({ measured, asked }: { measured: Measured; asked: Asked }) {
  if (measured.state === 'failed')
    return <p role="alert">{`It could not be measured: ${measured.message}`}</p>;
  if (measured.state !== 'done')
    return <output className="bench-muted">Measuring. You can go on meanwhile.</output>;
  const { report } = measured;
  return (
    <table className="bench-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">What</span>
          </th>
          <th scope="col">Asked</th>
          <th scope="col">Heard</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(report, asked).map(({ what, asked: wish, judgement: { grade, text }, detail }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{wish}</td>
            <td>
              {sentence(text)}
              {detail !== undefined && <small>{detail}</small>}
            </td>
            <td data-grade={grade}>
              <Icon name={GRADES[grade].icon} /> {GRADES[grade].word}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A reason names its thing, for the one line; in the table the row does. */
const sentence = (text: string): string => {
  const short = text.replace(/^(tempo|key|bars|loop): /, '');
  return short.charAt(0).toUpperCase() + short.slice(1);
};

const sureness = (confidence: number): string =>
  `${confidence >= SURE ? 'sure' : 'not sure'}, ${Math.round(confidence * 100)} %`;

function rowsOf(report: Report, asked: Asked): Row[] {
  const verdict = judge(report, asked);
  const { tempo, key, seam } = report;
  const rows: (Row | null)[] = [
    {
      what: 'Tempo',
      asked: asked.bpm === null ? 'Auto' : `${asked.bpm} BPM`,
      judgement: verdict.tempo,
      ...(tempo.kind === 'measured' && { detail: sureness(tempo.confidence) }),
    },
    {
      what: 'Key',
      asked: asked.key === null || asked.key === 'Any' ? 'Any' : keyLabel(asked.key),
      judgement: verdict.key,
      ...(key.kind === 'measured' && {
        detail: `${sureness(key.confidence)}; relative ${keyLabel(key.relative)}`,
      }),
    },
    verdict.bars && { what: 'Bars', asked: 'Whole', judgement: verdict.bars },
    verdict.seam && {
      what: 'Loop',
      asked: 'Seamless',
      judgement: verdict.seam,
      ...(seam.kind !== 'cannot-tell' && { detail: `step ${seam.join.ratio.toFixed(1)} × its neighbours` }),
    },
    loudnessRow(report),
    peakRow(report),
    edgesRow(report),
    heardRow('Events', report.onsets === 0 ? 'None, a steady sound' : String(report.onsets)),
  ];
  return rows.filter((row) => row !== null);
}

const heardRow = (what: string, text: string): Row => ({
  what,
  asked: '–',
  judgement: { grade: 'heard', text },
});

function loudnessRow({ loudness }: Report): Row {
  if (loudness.kind === 'measured') return heardRow('Loudness', `${sayDb(loudness.lufs)} LUFS`);
  const text = loudness.reason === 'silent' ? 'It is silent' : 'Too short for a loudness';
  return { ...heardRow('Loudness', text), judgement: { grade: 'cannot-tell', text } };
}

function peakRow({ truePeakDb }: Report): Row {
  if (truePeakDb === null) return heardRow('True peak', 'Silent');
  const row = heardRow('True peak', `${sayDb(truePeakDb)} dBTP`);
  if (truePeakDb <= 0) return row;
  return { ...row, judgement: { grade: 'near', text: `${row.judgement.text}, over full scale` } };
}

function edgesRow({ edges }: Report): Row {
  if (edges === null) return heardRow('Silence at edges', 'All of it');
  return heardRow('Silence at edges', `${sayMs(edges.leadS)} before, ${sayMs(edges.tailS)} after`);
}
