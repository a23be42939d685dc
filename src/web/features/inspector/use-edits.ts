import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';

import type { TakeEdit } from '#shared/take-edits.ts';
import type { Task } from '#shared/task.ts';

import type { Pcm } from '../../../audio/pcm.ts';
import { taskCache } from '../../sync/task-cache.ts';
import type { EditSaver } from './edit-saver.ts';
import type { AppliedEdits } from './edit/apply-edits.ts';
import { audible, hasAudible, stepsKey } from './edit/edit-history.ts';
import type { InspectorAction, InspectorState, OpenSound } from './inspector-state.ts';
import { editInWorker } from './workers/sound-workers.ts';

/** What another tab does to a take that is open here is done here, too: else the next step would undo it unseen. */
export function useFollowedEdits(
  { openSounds }: InspectorState,
  dispatch: (action: InspectorAction) => void,
  editSaver: EditSaver,
): void {
  const cache = taskCache(useQueryClient());
  const follow = useEffectEvent((now: Task) => {
    if (!('takes' in now)) return;
    for (const { sound } of openSounds) {
      if (sound.from?.id !== now.id) continue;
      const edits = now.takes.find(({ n }) => n === sound.from?.take)?.edits;
      if (edits && editSaver.isNews(sound, edits)) dispatch({ type: 'followed', id: sound.id, edits });
    }
  });
  useEffect(() => cache.onChange(({ now }) => follow(now)), [cache]);
}

export interface EditWork {
  /** From 0 to 1. */
  share: number;
  /** Ends it, and takes the last change back, or else switches the last step off. */
  cancel: () => void;
}

type Outcome = { made: string } & ({ share: number } | { failure: string });

/** What becomes of an edited sound: made in a worker each time its steps change, always from the original. */
export function useRenderedEdits(
  { sound: { id }, original, history, rendered }: OpenSound,
  dispatch: (action: InspectorAction) => void,
): { work: EditWork | null; failure: string | null } {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { edits } = history;
  const isPending = original !== null && hasAudible(edits) && rendered?.edits !== edits;
  // What changes no sound meanwhile does not begin it anew.
  const made = useMemo(() => stepsKey(edits), [edits]);
  const steps = useEffectEvent(() => audible(edits));
  const finish = useEffectEvent((applied: AppliedEdits) =>
    dispatch({ type: 'rendered', id, edits, ...applied }),
  );
  useEffect(() => {
    if (!isPending || original === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const render = async () => {
      try {
        const onProgress = (share: number) => setOutcome({ made, share });
        const applied = await renderedEdits.of(original, steps(), { signal, onProgress });
        if (!signal.aborted) finish(applied);
      } catch (error) {
        if (signal.aborted) return;
        setOutcome({ made, failure: error instanceof Error ? error.message : String(error) });
      }
    };
    void render();
    return () => controller.abort(new DOMException('', 'AbortError'));
  }, [original, made, isPending]);
  const current = outcome?.made === made ? outcome : null;
  const failure = current && 'failure' in current ? current.failure : null;
  const share = current && 'share' in current ? current.share : 0;
  const cancel = () => dispatch({ type: 'stop', id });
  const work = isPending && failure === null ? { share, cancel } : null;
  return { work, failure };
}

/** What was made last, by its steps: undo and redo are at once. */
const KEPT = 3;
const renderedEdits = {
  made: [] as { original: WeakRef<Pcm>; key: string; applied: AppliedEdits }[],
  async of(
    original: Pcm,
    steps: readonly TakeEdit[],
    options: { signal: AbortSignal; onProgress: (share: number) => void },
  ): Promise<AppliedEdits> {
    const keys = steps.map((_, index) => JSON.stringify(steps.slice(0, index + 1).map(parametersOf)));
    const from = keys.findLastIndex((key) => this.find(original, key) !== undefined);
    const base = from < 0 ? undefined : this.find(original, keys[from] ?? '');
    if (base && from === steps.length - 1) return withIds(base.applied, steps);
    const rest = await editInWorker(base?.applied.pcm ?? original, steps.slice(from + 1), options);
    const applied = {
      pcm: rest.pcm,
      steps: [...(base ? withIds(base.applied, steps).steps : []), ...rest.steps],
    };
    const made = { original: new WeakRef(original), key: keys.at(-1) ?? '', applied };
    this.made = [...this.made, made].slice(-KEPT);
    return applied;
  },
  find(original: Pcm, key: string) {
    return this.made.find((each) => each.original.deref() === original && each.key === key);
  },
};

/** Gives their memory back. */
export const forgetRendered = (): void => {
  renderedEdits.made = [];
};

const parametersOf = ({ id: _id, on: _on, ...rest }: TakeEdit) => rest;
const withIds = (applied: AppliedEdits, steps: readonly TakeEdit[]): AppliedEdits => ({
  ...applied,
  steps: applied.steps.map((step, index) => ({ ...step, id: steps[index]?.id ?? step.id })),
});
