import { isBlank } from '#shared/blank.ts';
import { canonicalBody } from '#shared/canonical-body.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

/** What is crossed with what. An empty list of keys, tempos or loops is the base's own. */
export interface Grid {
  prompts: readonly string[];
  keys: readonly SoundKey[];
  /** null is Auto. */
  tempos: readonly (number | null)[];
  loops: readonly boolean[];
}

/** Requests that differ, in the order they are sent, and how many were left out for being the same. */
export interface Crossed {
  requests: SoundRequest[];
  repeated: number;
}

const orBase = <Value>(values: readonly Value[], base: Value): readonly Value[] =>
  values.length > 0 ? values : [base];

/** Every prompt in every key at every tempo, looped or not; the rest of the request is `base`. */
export function crossGrid(grid: Grid, base: SoundRequest): Crossed {
  const prompts = grid.prompts.map((prompt) => prompt.trim()).filter((prompt) => !isBlank(prompt));
  return withoutRepeats(
    prompts.flatMap((prompt) =>
      orBase(grid.keys, base.soundKey).flatMap((soundKey) =>
        orBase(grid.tempos, base.soundTempo).flatMap((soundTempo) =>
          orBase(grid.loops, base.soundLoop).map((soundLoop) => ({
            ...base,
            prompt,
            soundKey,
            soundTempo,
            soundLoop,
          })),
        ),
      ),
    ),
  );
}

/** The first of each stays. */
export function withoutRepeats(all: readonly SoundRequest[]): Crossed {
  const bodies = new Map<string, SoundRequest>();
  for (const request of all) {
    const body = canonicalBody(request);
    if (!bodies.has(body)) bodies.set(body, request);
  }
  return { requests: [...bodies.values()], repeated: all.length - bodies.size };
}
