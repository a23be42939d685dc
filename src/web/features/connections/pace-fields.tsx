import type { Connection } from '#shared/connection.ts';

import * as dialogWords from '../../strings/connection-dialog-strings.ts';

export interface PaceText {
  sends: string;
  seconds: string;
  atOnce: string;
}

export const paceText = ({ pace, concurrency }: Pick<Connection, 'pace' | 'concurrency'>): PaceText => ({
  sends: String(pace.count),
  seconds: String(pace.perMs / 1000),
  atOnce: String(concurrency),
});

export const readPace = ({ sends, seconds, atOnce }: PaceText) => ({
  pace: { count: Number(sends), perMs: Math.round(Number(seconds) * 1000) },
  concurrency: Number(atOnce),
});

const fields = [
  ['sends', dialogWords.sends, dialogWords.sendsIn, '1'],
  ['seconds', dialogWords.seconds, dialogWords.sAnd, 'any'],
  ['atOnce', dialogWords.atOnce, dialogWords.renderingAtOnce, '1'],
] as const;

/** `20 sends in 10 s, and 100 rendering at once`. */
export function PaceFields({ value, onChange }: { value: PaceText; onChange: (next: PaceText) => void }) {
  return (
    <div className="pace-fields">
      {fields.map(([field, label, after, step]) => (
        <label key={field} className="contents">
          <input
            className="field"
            type="number"
            inputMode="decimal"
            min={field === 'seconds' ? '0.001' : '1'}
            step={step}
            required
            aria-label={label}
            value={value[field]}
            onChange={({ target }) => onChange({ ...value, [field]: target.value })}
          />
          <span>{after}</span>
        </label>
      ))}
    </div>
  );
}
