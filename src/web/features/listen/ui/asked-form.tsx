import { keyLabel, SOUND_KEYS, type SoundKey } from '#contract/key.ts';
import { BPM_MAX, BPM_MIN } from '#contract/limits.ts';

import type { Asked } from '../analysis/analyse.ts';
import { Toggle } from './choice.tsx';

/** A file does not say what it was meant to be; here one can. */
export function AskedForm({ asked, onChange }: { asked: Asked; onChange: (asked: Asked) => void }) {
  return (
    <div className="bench-row">
      <label className="bench-pair">
        <span className="bench-muted">Meant to be</span>
        <input
          type="number"
          className="field bench-bpm"
          aria-label="Meant BPM"
          min={BPM_MIN}
          max={BPM_MAX}
          placeholder="any"
          value={asked.bpm ?? ''}
          onChange={({ target: { valueAsNumber: bpm } }) =>
            onChange({ ...asked, bpm: bpm >= BPM_MIN && bpm <= BPM_MAX ? bpm : null })
          }
        />
        <span className="bench-muted">BPM in</span>
      </label>
      <select
        className="field bench-pick"
        aria-label="Meant key"
        value={asked.key ?? 'Any'}
        onChange={(event) => onChange({ ...asked, key: event.target.value as SoundKey })}
      >
        {SOUND_KEYS.map((key) => (
          <option key={key} value={key}>
            {key === 'Any' ? 'any key' : keyLabel(key)}
          </option>
        ))}
      </select>
      <Toggle label="a loop" checked={asked.loop} onChange={(loop) => onChange({ ...asked, loop })} />
    </div>
  );
}
