import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import { isBpm } from '#shared/bpm.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { useStore } from '../../../lib/create-store.ts';
import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import * as words from '../../../strings/compose-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { useDebouncedForm } from '../use-debounced-form.ts';
import { keyPreview } from './key-preview.ts';
import type { PreviewedKey } from './key-sound.ts';

const possible = (bpm: number | null) => (isBpm(bpm) ? bpm : null);

export const previewOf = ({
  soundKey,
  soundTempo,
}: Pick<SoundRequest, 'soundKey' | 'soundTempo'>): PreviewedKey => ({
  key: soundKey,
  bpm: possible(soundTempo),
});

/** Click and key before a credit is spent. */
export function KeyPreviewButton({ form }: { form: UseFormReturn<SoundRequest> }) {
  const { soundKey, soundTempo } = useDebouncedForm(form);
  const withFlats = usePrefersFlats();
  const isOn = useStore(keyPreview.sound, (sound) => sound !== null);
  useEffect(() => keyPreview.change(previewOf({ soundKey, soundTempo })), [soundKey, soundTempo]);
  useEffect(() => keyPreview.stop, []);
  const what = words.hearWhat(
    soundKey === 'Any' ? null : spellKey(soundKey, withFlats),
    possible(soundTempo),
  );
  const name = isOn ? words.stopHearingName : what === '' ? words.nothingToHear : words.hearName(what);
  return (
    <Button
      className="w-full"
      data-icon={isOn ? 'square' : 'play'}
      title={name}
      aria-disabled={what === '' && !isOn}
      onClick={() => void keyPreview.toggle(previewOf(form.getValues()))}
    >
      {isOn ? words.stopHearing : words.hear}
    </Button>
  );
}
