import { Fragment } from 'react';
import { useFormState, useWatch, type Control } from 'react-hook-form';

import { isBpm } from '#shared/bpm.ts';
import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { useStore, type Store } from '../../../lib/create-store.ts';
import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import { variations } from '../../../state/variations.ts';
import * as strings from '../../../strings/page-strings.ts';
import { useIsMac } from '../../../ui/use-is-mac.ts';
import { usePendingLook } from '../../../ui/use-pending-look.ts';
import { useHelpers } from '../helpers.ts';

/** `['loop', 'Am', '90 BPM']`: what pressing Generate will make. */
function describeRequest(
  [soundLoop, grabLyrics, soundKey, soundTempo]: readonly [
    boolean,
    boolean,
    SoundRequest['soundKey'],
    number | null,
  ],
  count: number,
  withFlats: boolean,
): string[] {
  return [
    strings.generateWhat(soundLoop, grabLyrics, count),
    ...(soundKey === 'Any' ? [] : [spellKey(soundKey, withFlats)]),
    ...(isBpm(soundTempo) ? [strings.inBpm(soundTempo)] : []),
  ];
}

/** Generate, never disabled, and under it what it will cost or why nothing was sent; on a phone a bar of its own. */
export function GenerateBar({
  control,
  connection,
  liveCount,
  message,
}: {
  control: Control<SoundRequest>;
  connection: Connection | undefined;
  liveCount: number;
  message: Store<string | null>;
}) {
  const helpers = useHelpers();
  const error = useStore(message);
  return (
    <div className="generate-foot">
      <div className="generate-bar">
        <GenerateButton control={control} />
        {helpers ? (
          <helpers.LiveButton liveCount={liveCount} />
        ) : (
          <a href="#tasks" className="live">
            {strings.tasks}
          </a>
        )}
      </div>
      <div className="generate-line">
        {helpers && <helpers.VariationPicker />}
        {helpers && connection?.isOnly === false && <helpers.ConnectionChooser />}
        {error !== null && (
          <p role="alert" className="hint text-warn">
            {error}
          </p>
        )}
        {helpers && error === null && <helpers.CostLine connection={connection} />}
      </div>
    </div>
  );
}

function GenerateButton({ control }: { control: Control<SoundRequest> }) {
  const chosen = useWatch({ control, name: ['soundLoop', 'grabLyrics', 'soundKey', 'soundTempo'] });
  const { isSubmitting } = useFormState({ control });
  const pending = usePendingLook(isSubmitting);
  const isMac = useIsMac();
  const withFlats = usePrefersFlats();
  const [what, ...how] = describeRequest(chosen, useStore(variations), withFlats);
  return (
    <button
      type="submit"
      className="generate"
      translate="no"
      aria-keyshortcuts="Control+Enter Meta+Enter"
      aria-busy={pending}
    >
      <span>
        <span>{what}</span>
        {how.length > 0 && (
          <span>
            {how.map((part) => (
              <Fragment key={part}>
                {/* Seen, and not read aloud. */} <i aria-hidden="true">·</i> {part}
              </Fragment>
            ))}
          </span>
        )}
      </span>
      <kbd aria-hidden="true">{pending ? strings.sending : isMac ? '⌘ ↵' : 'Ctrl ↵'}</kbd>
    </button>
  );
}
