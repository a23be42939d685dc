import { useEffect, useEffectEvent, useState } from 'react';

import { formatBpm } from '#shared/bpm.ts';
import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';

import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import type { InspectedSound } from '../inspected-sound.ts';
import type { Version } from '../inspector-state.ts';
import type { Layer } from '../player/loop-player.ts';
import { clickTrack, drone } from '../player/metronome.ts';
import { MAIN, mixOf, nameOf, useOtherLoops, type Mix, type OtherLoops } from '../use-other-loops.ts';
import { NonModalDialog } from './non-modal-dialog.tsx';
import { Toggle } from './toggles.tsx';

interface MixPanelProps {
  version: Version;
  bpm: number | null;
  tonic: SoundKey | null;
  sound: InspectedSound;
  loops: () => Promise<readonly InspectedSound[]>;
  onMix: (mix: Mix) => void;
}

/** Against what it will stand beside: a click, its tonic, the other loops. */
export function MixPanel({ version: { pcm, loop }, bpm, tonic, sound, loops, onMix }: MixPanelProps) {
  const [hasClick, setHasClick] = useState(false);
  const [hasDrone, setHasDrone] = useState(false);
  const withFlats = usePrefersFlats();
  const others = useOtherLoops();
  const [isOpen, setIsOpen] = useState(false);
  const pitchClass = tonic === null ? null : (keyFacts(tonic)?.pitchClass ?? null);
  const length = loop.end - loop.start;
  const rate = pcm.sampleRate;
  const { perBar } = sound.asked;

  const { mixed, solo, isMainMuted } = others;
  useEffect(() => {
    const helpers: Layer[] = [];
    if (hasClick && bpm !== null)
      helpers.push({ id: `click ${bpm}`, pcm: clickTrack(length, rate, bpm, perBar), gain: 0.6 });
    if (hasDrone && pitchClass !== null)
      helpers.push({ id: `drone ${pitchClass}`, pcm: drone(pitchClass, rate), gain: 1 });
    onMix(mixOf(helpers, { mixed, solo, isMainMuted }));
  }, [hasClick, hasDrone, mixed, solo, isMainMuted, bpm, perBar, pitchClass, length, rate, onMix]);

  return (
    <fieldset className="i-along">
      <legend className="sr-only">{words.playAlongGroup}</legend>
      <Toggle
        label={words.click(bpm === null ? null : Number(formatBpm(bpm)))}
        checked={hasClick}
        disabled={bpm === null}
        onChange={setHasClick}
      />
      <Toggle
        label={words.drone(pitchClass === null ? null : tonicName(tonic, withFlats))}
        checked={hasDrone}
        disabled={pitchClass === null}
        onChange={setHasDrone}
      />
      <span className="i-anchor">
        <Button look="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {words.layer}
        </Button>
        {isOpen && (
          <OtherLoopsDialog
            others={others}
            sound={sound}
            bpm={bpm}
            loops={loops}
            onClose={() => setIsOpen(false)}
          />
        )}
      </span>
    </fieldset>
  );
}

/** The mixer of what plays along, and what can be added to it. */
function OtherLoopsDialog({
  others,
  sound,
  bpm,
  loops,
  onClose,
}: Pick<MixPanelProps, 'sound' | 'bpm' | 'loops'> & { others: OtherLoops; onClose: () => void }) {
  const { mixed, solo, isMainMuted, message } = others;
  const soloSwitch = (id: string) => ({
    isSolo: solo === id,
    onSolo: (on: boolean) => others.setSolo(on ? id : null),
  });
  return (
    <NonModalDialog label={words.layer} className="i-layer-pop" onClose={onClose}>
      {mixed.length > 0 && (
        <ul className="i-mix" aria-label={words.mix}>
          <MixRow
            name={words.thisSound}
            isMuted={isMainMuted}
            onMute={others.muteMain}
            {...soloSwitch(MAIN)}
          />
          {mixed.map((each) => (
            <MixRow
              key={each.sound.id}
              name={nameOf(each.sound)}
              isMuted={each.isMuted}
              {...soloSwitch(each.sound.id)}
              onMute={(isMuted) => others.mute(each, isMuted)}
              onRemove={() => others.remove(each)}
            />
          ))}
        </ul>
      )}
      <AddLoop
        taken={[sound.id, ...mixed.map((each) => each.sound.id)]}
        bpm={bpm}
        loops={loops}
        onAdd={(added) => void others.add(added)}
        onFailed={() => others.say(words.tasksFailed)}
      />
      <output className="i-message">{message}</output>
    </NonModalDialog>
  );
}

/** Finished loops to choose from, read when they are asked for; those of the same tempo first. */
function AddLoop({
  taken,
  bpm,
  loops,
  onAdd,
  onFailed,
}: {
  taken: readonly string[];
  bpm: number | null;
  loops: () => Promise<readonly InspectedSound[]>;
  onAdd: (sound: InspectedSound) => void;
  onFailed: () => void;
}) {
  const [found, setFound] = useState<readonly InspectedSound[] | null>(null);
  const ask = useEffectEvent(() => void loops().then(setFound, onFailed));
  useEffect(() => ask(), []);
  if (found === null) return <p className="i-hint">{words.reading}</p>;
  const free = found.filter(({ id }) => !taken.includes(id));
  if (free.length === 0) return <p className="i-hint">{words.nothingAlong}</p>;
  return (
    <select
      className="field i-pick"
      aria-label={words.addLoop}
      value=""
      onChange={({ target }) => {
        const added = free.find(({ id }) => id === target.value);
        if (added) onAdd(added);
      }}
    >
      <option value="">{words.addLoop}</option>
      {free
        .toSorted((a, b) => Number(b.asked.bpm === bpm) - Number(a.asked.bpm === bpm))
        .map((each) => (
          <option key={each.id} value={each.id}>
            {each.asked.bpm === bpm ? nameOf(each) : words.otherTempo(nameOf(each))}
          </option>
        ))}
    </select>
  );
}

const tonicName = (key: SoundKey | null, withFlats: boolean): string =>
  key === null ? '' : spellKey(key, withFlats).replace('m', '');

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
