import { memo, useDeferredValue, useState, type ReactNode } from 'react';

import { SANDBOX_ID } from '#shared/connection.ts';
import { USUAL_RENDER_MS } from '#shared/limits.ts';
import type { RenderingTask, Task } from '#shared/task.ts';

import { useStore } from '../../../lib/create-store.ts';
import { serverNow } from '../../../lib/server-clock.ts';
import { useTicking } from '../../../lib/ticker.ts';
import { hasCompactRows } from '../../../state/preferences.ts';
import { DescribedBy } from '../../../ui/described-by.ts';
import { keyTint } from '../../../ui/key-tint.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { currentTakeOf } from '../../player/play-take.ts';
import { playback } from '../../player/playback.ts';
import { SelectBox } from '../selection/select-box.tsx';
import { Chips } from './chips.tsx';
import { unplayedTasks } from './played-tasks.ts';
import { RowActions } from './row-actions.tsx';
import { RowMeta } from './row-meta.tsx';
import { RowTab, tabStop } from './row-tab.ts';
import { RowTitle } from './row-title.tsx';
import { SendingRow, TakesRow } from './takes-row.tsx';
import { isAudioGone, isUnkept, statusOf } from './task-status.ts';

const TroubleBody = lazyComponent(() => import('../trouble/trouble-body.tsx'), 'TroubleBody');
const RowPanel = lazyComponent(() => import('../panel/row-panel.tsx'), 'RowPanel');

/** Younger than this when first drawn, it slides in; older ones were only scrolled to. */
const NEW_MS = 3000;

interface TaskCardProps {
  task: Task;
  /** It has the list's tab stop. */
  isCurrent?: boolean;
}

/** One task in a row: what was asked and heard, its taskId, its takes or what went wrong. */
export const TaskCard = memo(function TaskCard({ task, isCurrent = true }: TaskCardProps) {
  const headingId = `task-${task.id}`;
  const [wasNew] = useState(() => serverNow() - Date.parse(task.createdAt) < NEW_MS);
  const [firstState] = useState(task.state);
  const [isOpen, setIsOpen] = useState(false);
  const isGone = useTicking(() => isAudioGone(task));
  const isPlaying = useStore(playback.store, () => playback.isOn && currentTakeOf(task) !== null);
  return (
    <RowTab value={isCurrent ? undefined : -1}>
      <DescribedBy value={headingId}>
        <article
          aria-labelledby={headingId}
          {...tabStop(isCurrent)}
          data-state={task.state}
          data-new={wasNew || undefined}
          data-fresh={(task.state === 'ready' && firstState !== 'ready') || undefined}
          data-playing={isPlaying || undefined}
          className="row"
          {...keyTint(task.request.soundKey)}
        >
          <div className="gutter">
            <StateIcon task={task} isGone={isGone} />
            <SelectBox id={task.id} labelledBy={headingId} />
          </div>
          <RowTitle id={headingId} task={task} />
          <Chips task={task} />
          <RowMeta task={task} isGone={isGone} />
          <Body task={task} isGone={isGone} />
          <RowActions task={task} isGone={isGone} isOpen={isOpen} onOpen={setIsOpen} />
          {isOpen && <RowPanel task={task} onClose={() => setIsOpen(false)} />}
        </article>
      </DescribedBy>
    </RowTab>
  );
});

/** The state's picture; of a sound that was not played yet, a dot. */
function StateIcon({ task, isGone }: { task: Task; isGone: boolean }) {
  const isUnplayed = useStore(unplayedTasks, (ids) => ids.includes(task.id));
  const { icon, tone } = isGone || isUnkept(task) ? { icon: 'alert', tone: 'warn' } : statusOf(task);
  if (icon !== '') return <span className="state" data-icon={icon} data-tone={tone} />;
  return isUnplayed ? <span className="state" data-tone="new" /> : null;
}

function Body({ task, isGone }: { task: Task; isGone: boolean }): ReactNode {
  const isCompact = useDeferredValue(useStore(hasCompactRows));
  switch (task.state) {
    case 'sending':
      return <SendingRow />;
    case 'rendering':
      return task.slowSince !== undefined && task.takes.length === 0 ? (
        <TroubleBody task={task} />
      ) : (
        <>
          <TakesRow task={task} isCompact={isCompact} />
          <Progress task={task} />
        </>
      );
    case 'ready':
      return isGone ? <TroubleBody task={task} /> : <TakesRow task={task} isCompact={isCompact} />;
    default:
      return <TroubleBody task={task} />;
  }
}

function Progress({ task }: { task: RenderingTask }) {
  const [ageMs] = useState(() => serverNow() - Date.parse(task.createdAt));
  const usualMs = task.connection.id === SANDBOX_ID ? USUAL_RENDER_MS.sandbox : USUAL_RENDER_MS.vendor;
  return (
    <span
      className="progress"
      style={{ animationDuration: `${usualMs}ms`, animationDelay: `${-Math.max(0, ageMs)}ms` }}
    />
  );
}
