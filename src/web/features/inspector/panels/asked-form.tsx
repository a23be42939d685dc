import { isBpm } from '#shared/bpm.ts';
import { formatKey } from '#shared/key/format-key.ts';
import { SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';
import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';

import { words } from '../../../strings/inspector-strings.ts';
import type { Asked } from '../analysis/analyse.ts';
import { Toggle } from './toggles.tsx';

/** A file does not say what it was meant to be; here one can. */
export function AskedForm({ asked, onChange }: { asked: Asked; onChange: (asked: Asked) => void }) {
  return (
    <div className="i-row i-meant">
      <label className="i-pair">
        <span className="i-hint">{words.meant}</span>
        <input
          type="number"
          className="field i-number"
          aria-label={words.meantBpm}
          min={BPM_MIN}
          max={BPM_MAX}
          placeholder={words.any}
          value={asked.bpm ?? ''}
          onChange={({ target: { valueAsNumber: bpm } }) =>
            onChange({ ...asked, bpm: isBpm(bpm) ? bpm : null })
          }
        />
        <span className="i-hint">{words.bpmIn}</span>
      </label>
      <select
        className="field i-pick"
        aria-label={words.meantKey}
        value={asked.key ?? 'Any'}
        onChange={(event) => onChange({ ...asked, key: event.target.value as SoundKey })}
      >
        {SOUND_KEYS.map((key) => (
          <option key={key} value={key}>
            {key === 'Any' ? words.anyKey : formatKey(key)}
          </option>
        ))}
      </select>
      <Toggle label={words.aLoop} checked={asked.loop} onChange={(loop) => onChange({ ...asked, loop })} />
    </div>
  );
}
