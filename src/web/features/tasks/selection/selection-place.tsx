import { useMemo } from 'react';

import type { Task } from '#shared/task.ts';

import { useStore } from '../../../lib/create-store.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { selection } from './selection-store.ts';

const SelectionBar = lazyComponent(() => import('./selection-bar.tsx'), 'SelectionBar');

/** The place of the bar of what is selected, whose code comes with the first selection. */
export function SelectionPlace({ tasks }: { tasks: readonly Task[] }) {
  const { ids, isOn } = useStore(selection);
  const selected = useMemo(() => tasks.filter(({ id }) => ids.has(id)), [tasks, ids]);
  return isOn ? <SelectionBar selected={selected} shown={tasks} /> : null;
}
