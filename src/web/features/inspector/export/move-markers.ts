import type { TakeEdit } from '#shared/take-edits.ts';

import { markersOf, type Marker } from '../../../../audio/files/file-facts.ts';
import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { audible } from '../edit/edit-history.ts';
import { within } from '../edit/edit-steps.ts';
import { fittedLength } from '../edit/tune.ts';
import type { OpenSound, Version } from '../inspector-state.ts';

/**
 * A file's markers where they belong after these steps, as they stand after one another. None where nobody knows: of a
 * step that finds its own places, or where what came out is not as long as the steps make it.
 */
export function moveMarkers(
  markers: readonly Marker[],
  steps: readonly TakeEdit[],
  { original, edited }: { original: Pcm; edited: Pcm },
): Marker[] {
  let length = lengthOf(original);
  let places = [...markers];
  for (const step of steps)
    switch (step.kind) {
      case 'fade':
      case 'normalise':
      case 'pitch':
      case 'smooth':
        break;
      case 'cut': {
        const { start, end } = within(length, step);
        places = places.flatMap(({ at, name }) => (at < start || at > end ? [] : { at: at - start, name }));
        length = end - start;
        break;
      }
      case 'stretch': {
        const next = fittedLength(length, original.sampleRate, step);
        const times = next / length;
        places = places.map(({ at, name }) => ({ at: Math.round(at * times), name }));
        length = next;
        break;
      }
      default:
        return [];
    }
  return length === lengthOf(edited) ? markersOf(places, length) : [];
}

/** Those of the file, in the version that is shown. */
export const markersIn = (
  { facts, original, rendered }: OpenSound,
  { isEdited, pcm }: Version,
): readonly Marker[] =>
  isEdited && original && rendered
    ? moveMarkers(facts.markers, audible(rendered.edits), { original, edited: pcm })
    : facts.markers;
