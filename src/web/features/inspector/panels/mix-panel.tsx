import { useEffect, useState } from 'react';

import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';
import { takeLetter } from '#shared/task.ts';

import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import type { InspectedSound } from '../inspected-sound.ts';
import type { Version } from '../inspector-state.ts';
import type { Layer } from '../player/loop-player.ts';
import { clickTrack, drone } from '../player/metronome.ts';
import { decodedOf } from '../workers/measure.ts';
import { Toggle } from './toggles.tsx';

interface MixedLoop {
  sound: InspectedSound;
  layer: Layer;
  isMuted: boolean;
}

export interface Mix {
  layers: readonly Layer[];
  /** Something else is heard alone. */
  mutesMain: boolean;
}

/** Against what it will stand beside: a click, its tonic, the other loops. */
export function MixPanel({
  version,
  bpm,
  tonic,
  sound,
  loops,
  onMix,
}: {
  version: Version;
  bpm: number | null;
  tonic: SoundKey | null;
  sound: InspectedSound;
  loops: () => Promise<readonly InspectedSound[]>;
  onMix: (mix: Mix) => void;
}) {
  const [hasClick, setHasClick] = useState(false);
  const [hasDrone, setHasDrone] = useState(false);
  const [mixed, setMixed] = useState<readonly MixedLoop[]>([]);
  const [isMainMuted, setIsMainMuted] = useState(false);
  /** `main`, or the id of a loop. */
  const [solo, setSolo] = useState<string | null>(null);
  const [choices, setChoices] = useState<readonly InspectedSound[] | null>(null);
  const [message, setMessage] = useState('');
  const { pcm, loop } = version;
  const pitchClass = tonic === null ? null : (keyFacts(tonic)?.pitchClass ?? null);
  const length = loop.end - loop.start;

  const rate = pcm.sampleRate;
  useEffect(() => {
    const along: Layer[] = [];
    if (hasClick && bpm !== null)
      along.push({ id: `click ${bpm}`, pcm: clickTrack(length, rate, bpm), gain: 0.6 });
    if (hasDrone && pitchClass !== null)
      along.push({ id: `drone ${pitchClass}`, pcm: drone(pitchClass, rate), gain: 1 });
    const others = mixed.map(({ sound: { id }, layer, isMuted }) => ({
      ...layer,
      gain: isMuted || (solo !== null && solo !== id) ? 0 : 1,
    }));
    onMix({ layers: [...along, ...others], mutesMain: isMainMuted || (solo !== null && solo !== 'main') });
  }, [hasClick, hasDrone, mixed, solo, isMainMuted, bpm, pitchClass, length, rate, onMix]);

  async function add(id: string) {
    const added = choices?.find((each) => each.id === id);
    if (!added || mixed.some(({ sound: each }) => each.id === id)) return;
    try {
      const decoded = await decodedOf(added);
      const layer = { id, pcm: decoded.pcm, gain: 1 };
      setMixed((before) => [...before, { sound: added, layer, isMuted: false }]);
      setMessage(words.added(nameOf(added)));
    } catch {
      setMessage(words.notRead(nameOf(added)));
    }
  }

  const free = choices?.filter(({ id }) => id !== sound.id && !mixed.some((each) => each.sound.id === id));
  return (
    <section aria-labelledby="inspector-context" className="inspector-part">
      <h3 id="inspector-context">{words.inContext}</h3>
      <div className="inspector-row">
        <Toggle label={words.click(bpm)} checked={hasClick} disabled={bpm === null} onChange={setHasClick} />
        <Toggle
          label={words.drone(pitchClass === null ? null : tonicName(tonic))}
          checked={hasDrone}
          disabled={pitchClass === null}
          onChange={setHasDrone}
        />
      </div>
      {mixed.length > 0 && (
        <ul className="inspector-mix" aria-label={words.mix}>
          <MixRow
            name={words.thisSound}
            isMuted={isMainMuted}
            isSolo={solo === 'main'}
            onMute={setIsMainMuted}
            onSolo={(on) => setSolo(on ? 'main' : null)}
          />
          {mixed.map(({ sound: each, isMuted }) => (
            <MixRow
              key={each.id}
              name={nameOf(each)}
              isMuted={isMuted}
              isSolo={solo === each.id}
              onMute={(on) =>
                setMixed((before) =>
                  before.map((entry) => (entry.sound.id === each.id ? { ...entry, isMuted: on } : entry)),
                )
              }
              onSolo={(on) => setSolo(on ? each.id : null)}
              onRemove={() => {
                setMixed((before) => before.filter((entry) => entry.sound.id !== each.id));
                setSolo((before) => (before === each.id ? null : before));
              }}
            />
          ))}
        </ul>
      )}
      {free === undefined ? (
        <Button onClick={() => void loops().then(setChoices, () => setMessage(words.tasksFailed))}>
          {words.playAlong}
        </Button>
      ) : free.length === 0 ? (
        <p className="inspector-muted">{words.nothingAlong}</p>
      ) : (
        <select
          className="field inspector-add"
          aria-label={words.addLoop}
          value=""
          onChange={(event) => void add(event.target.value)}
        >
          <option value="">{words.addLoop}</option>
          {[...free]
            .sort((a, b) => Number(b.asked.bpm === bpm) - Number(a.asked.bpm === bpm))
            .map((each) => (
              <option key={each.id} value={each.id}>
                {each.asked.bpm === bpm ? nameOf(each) : words.otherTempo(nameOf(each))}
              </option>
            ))}
        </select>
      )}
      <output className="inspector-message">{message}</output>
    </section>
  );
}

const nameOf = ({ title, from, asked }: InspectedSound): string => {
  const short = title.length > 40 ? `${title.slice(0, 39)}…` : title;
  return [short, from ? takeLetter(from.take) : '', asked.bpm === null ? '' : words.inBpm(asked.bpm)]
    .filter(Boolean)
    .join(', ');
};
const tonicName = (key: SoundKey | null): string =>
  key === null ? '' : (keyFacts(key)?.flat.replace('m', '') ?? '');

function MixRow({
  name,
  isMuted,
  isSolo,
  onMute,
  onSolo,
  onRemove,
}: {
  name: string;
  isMuted: boolean;
  isSolo: boolean;
  onMute: (on: boolean) => void;
  onSolo: (on: boolean) => void;
  onRemove?: () => void;
}) {
  return (
    <li>
      <span>{name}</span>
      <Button aria-pressed={isMuted} aria-label={words.muteName(name)} onClick={() => onMute(!isMuted)}>
        {words.mute}
      </Button>
      <Button aria-pressed={isSolo} aria-label={words.soloName(name)} onClick={() => onSolo(!isSolo)}>
        {words.solo}
      </Button>
      {onRemove && (
        <Button look="quiet" aria-label={words.removeName(name)} onClick={onRemove}>
          {words.remove}
        </Button>
      )}
    </li>
  );
}
