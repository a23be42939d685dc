import { useFormState, useWatch, type Control } from 'react-hook-form';

import { isBpm } from '#shared/bpm.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { spellKey, usePrefersFlats } from '../../state/key-spelling.ts';
import * as strings from '../../strings/page-strings.ts';
import { useIsMac } from '../../ui/use-is-mac.ts';
import { usePendingLook } from '../../ui/use-pending-look.ts';
import { useHelpers } from './helpers.ts';

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
  const kind = `${soundLoop ? strings.makeLoop : strings.makeSound}${grabLyrics ? strings.makeWithLyrics : ''}`;
  return [
    kind,
    soundKey === 'Any' ? undefined : spellKey(soundKey, withFlats),
    isBpm(soundTempo) ? strings.inBpm(soundTempo) : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** Generate, never disabled; on a phone the bar at the bottom of the screen, with the count of live tasks. */
export function GenerateBar({ control, liveCount }: { control: Control<SoundRequest>; liveCount: number }) {
  const helpers = useHelpers();
  const { isSubmitting } = useFormState({ control });
  const pending = usePendingLook(isSubmitting);
  const isMac = useIsMac();
  return (
    <div className="generate-bar">
      <button
        type="submit"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        aria-busy={pending}
        className="flex min-h-12 w-full items-center justify-between gap-4 rounded-control bg-accent px-4 text-left font-semibold text-on-accent max-sm:text-sm/tight transition-opacity hover:opacity-90 active:opacity-80 aria-busy:opacity-70"
      >
        <GenerateLabel control={control} />
        <kbd aria-hidden="true" className="text-sm font-normal whitespace-nowrap max-sm:hidden">
          {pending ? strings.sending : isMac ? '⌘ ↵' : 'Ctrl ↵'}
        </kbd>
      </button>
      <div className="w-12 shrink-0 sm:hidden">{helpers && <helpers.CommandsButton />}</div>
      <a href="#tasks" className="max-w-16 shrink-0 py-1 text-sm/tight sm:hidden">
        {strings.live(liveCount)}
      </a>
    </div>
  );
}

function GenerateLabel({ control }: { control: Control<SoundRequest> }) {
  const [soundLoop, grabLyrics, soundKey, soundTempo] = useWatch({
    control,
    name: ['soundLoop', 'grabLyrics', 'soundKey', 'soundTempo'],
  });
  const withFlats = usePrefersFlats();
  return (
    <span>
      {strings.generate} {describeRequest({ soundLoop, grabLyrics, soundKey, soundTempo }, withFlats)}
    </span>
  );
}
