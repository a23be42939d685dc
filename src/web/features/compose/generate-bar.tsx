import { useFormState, useWatch, type Control } from 'react-hook-form';

import type { SoundRequest } from '#contract/sound.ts';

import { spell, useFlats } from '../../spell.ts';
import { useIsMac } from '../../ui/use-is-mac.ts';
import { usePendingLook } from '../../ui/use-pending-look.ts';
import { isBpm } from './bpm.ts';

/** `loop · Am · 90 BPM`, `sound with lyrics`: what pressing Generate will make. */
export function describeRequest(
  {
    soundLoop,
    grabLyrics,
    soundKey,
    soundTempo,
  }: Pick<SoundRequest, 'soundLoop' | 'grabLyrics' | 'soundKey' | 'soundTempo'>,
  withFlats: boolean,
): string {
  const kind = `${soundLoop ? 'loop' : 'sound'}${grabLyrics ? ' with lyrics' : ''}`;
  return [
    kind,
    soundKey === 'Any' ? undefined : spell(soundKey, withFlats),
    isBpm(soundTempo) ? `${soundTempo} BPM` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** Generate, never disabled; on a phone the bar at the bottom of the screen, with the count of live tasks. */
export function GenerateBar({ control, liveCount }: { control: Control<SoundRequest>; liveCount: number }) {
  const { isSubmitting } = useFormState({ control });
  const pending = usePendingLook(isSubmitting);
  const isMac = useIsMac();
  return (
    <div className="generate-bar">
      <button
        type="submit"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        aria-busy={pending}
        className="flex min-h-12 w-full items-center justify-between gap-4 rounded-control bg-accent px-4 text-left font-semibold text-on-accent transition-opacity hover:opacity-90 active:opacity-80 aria-busy:opacity-70"
      >
        <GenerateLabel control={control} />
        <kbd aria-hidden="true" className="text-sm font-normal whitespace-nowrap max-sm:hidden">
          {pending ? 'Sending' : isMac ? '⌘ ↵' : 'Ctrl ↵'}
        </kbd>
      </button>
      <a href="#tasks" className="shrink-0 py-2 text-sm sm:hidden">
        {liveCount === 0 ? 'Tasks' : `${liveCount} in progress`}
      </a>
    </div>
  );
}

function GenerateLabel({ control }: { control: Control<SoundRequest> }) {
  const [soundLoop, grabLyrics, soundKey, soundTempo] = useWatch({
    control,
    name: ['soundLoop', 'grabLyrics', 'soundKey', 'soundTempo'],
  });
  const withFlats = useFlats();
  return <span>Generate {describeRequest({ soundLoop, grabLyrics, soundKey, soundTempo }, withFlats)}</span>;
}
