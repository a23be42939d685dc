import type { Marker } from '../../../../audio/files/file-facts.ts';
import { placeAfter, type MadeStep } from '../edit/place-after.ts';
import type { OpenSound, Version } from '../inspector-state.ts';

/** A file's markers where they belong after these steps; what is cut away takes its own along. */
export function moveMarkers(markers: readonly Marker[], steps: readonly MadeStep[]): readonly Marker[] {
  const end = steps.at(-1)?.length;
  if (end === undefined) return markers;
  return markers.flatMap(({ at, name, length }) => {
    const start = placeAfter(at, steps);
    if (length === undefined) return start < 0 || start > end ? [] : { at: start, name };
    const [from, to] = [Math.max(0, start), Math.min(end, placeAfter(at + length, steps))];
    return to > from ? { at: from, name, length: to - from } : [];
  });
}

/** Those of the file, in the version that is shown. */
export const markersIn = ({ facts, rendered }: OpenSound, { isEdited }: Version): readonly Marker[] =>
  isEdited && rendered ? moveMarkers(facts.markers, rendered.steps) : facts.markers;
