import { useEffect, useSyncExternalStore } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import { say } from '../../../strings/helper-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useSettledForm } from '../use-settled-form.ts';
import { hear } from './hear-key.ts';
import type { Heard } from './key-sound.ts';

const possible = (bpm: number | null) =>
  bpm !== null && Number.isInteger(bpm) && bpm >= BPM_MIN && bpm <= BPM_MAX ? bpm : null;

export const heardOf = ({ soundKey, soundTempo }: Pick<SoundRequest, 'soundKey' | 'soundTempo'>): Heard => ({
  key: soundKey,
  bpm: possible(soundTempo),
});

/** Click and key before a credit is spent. */
export function HearButton({ form }: { form: UseFormReturn<SoundRequest> }) {
  const { soundKey, soundTempo } = useSettledForm(form);
  const withFlats = usePrefersFlats();
  const isOn = useSyncExternalStore(hear.subscribe, hear.isOn, () => false);
  useEffect(() => hear.change(heardOf({ soundKey, soundTempo })), [soundKey, soundTempo]);
  useEffect(() => hear.stop, []);
  const what = say.hear.what(soundKey === 'Any' ? null : spellKey(soundKey, withFlats), possible(soundTempo));
  const name = isOn ? say.hear.stopName : what === '' ? say.hear.nothing : say.hear.name(what);
  return (
    <Button
      className="tool shrink-0"
      aria-label={`${isOn ? say.hear.stop : say.hear.play}: ${name}`}
      title={name}
      aria-disabled={what === '' && !isOn}
      onClick={() => hear.toggle(heardOf(form.getValues()))}
    >
      <Icon name={isOn ? 'pause' : 'play'} />
      {isOn ? say.hear.stop : say.hear.play}
    </Button>
  );
}
