import type { Connection } from '#shared/connection.ts';

import * as dialogWords from '../../strings/connection-dialog-strings.ts';

interface PaceText {
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

const FIELDS = {
  sends: { label: dialogWords.sends, step: '1' },
  seconds: { label: dialogWords.seconds, step: 'any' },
  atOnce: { label: dialogWords.atOnce, step: '1' },
} as const;
const isField = (part: string): part is keyof typeof FIELDS => part in FIELDS;

/** The sentence in the order of its language, cut where a field stands in it. */
const PARTS = dialogWords
  .paceRow('\nsends\n', '\nseconds\n', '\natOnce\n')
  .split('\n')
  .filter((part) => part.trim() !== '');

/** `20 sends in 10 s, and 100 rendering at once`. */
export function PaceFields({ value, onChange }: { value: PaceText; onChange: (next: PaceText) => void }) {
  return (
    <div className="pace-fields">
      {PARTS.map((part) =>
        isField(part) ? (
          <input
            key={part}
            className="field"
            type="number"
            inputMode="decimal"
            min={part === 'seconds' ? '0.001' : '1'}
            step={FIELDS[part].step}
            required
            aria-label={FIELDS[part].label}
            value={value[part]}
            onChange={({ target }) => onChange({ ...value, [part]: target.value })}
          />
        ) : (
          <span key={part}>{part.trim()}</span>
        ),
      )}
    </div>
  );
}
