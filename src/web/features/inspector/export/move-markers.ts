import { loopOf, type FileFacts, type Marker } from '../../../../audio/files/file-facts.ts';
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

/** What a file says of places in its sound, as `moveMarkers` has it; a loop of which a part is cut away is none. */
export function moveFacts(facts: FileFacts, steps: readonly MadeStep[]): FileFacts {
  const length = steps.at(-1)?.length ?? Infinity;
  const furtherLoops = facts.furtherLoops.flatMap(({ start, end, kind }) => {
    const points = loopOf(placeAfter(start, steps), placeAfter(end, steps), length);
    return points ? [{ ...points, kind }] : [];
  });
  return { ...facts, markers: moveMarkers(facts.markers, steps), furtherLoops };
}

/** What the file says, of the version that is shown. */
export const factsIn = ({ facts, rendered }: OpenSound, { isEdited }: Version): FileFacts =>
  isEdited && rendered ? moveFacts(facts, rendered.steps) : facts;
