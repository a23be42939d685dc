import { useId, useState, type ReactNode } from 'react';

import { taskIdOf, type Task } from '#shared/task.ts';

import type { Api } from '../../../api/api-client.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { countFilters, filterQuery, type Filters } from '../../../state/filters.ts';
import { n } from '../../../strings/plurals.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useButtonCommand } from '../../commands/use-button-command.ts';
import { InspectorButton } from '../../inspector/inspector-button.tsx';
import { TrackForm } from '../actions/track-form.tsx';
import { useBoard } from '../board-context.ts';
import { useSelected } from '../selection/selection-store.ts';
import type { TaskSlots } from '../task-slots.ts';
import { RetryAll } from './retry-all.tsx';

/** The heading, find, filters, and what can be done with all that is shown. */
export function Toolbar({
  api,
  tasks,
  total,
  filters,
  onFilter,
  isSearching,
  slots,
  onImported,
}: {
  api: Api;
  tasks: readonly Task[];
  total: number;
  filters: Filters;
  onFilter: (filters: Filters) => void;
  isSearching: boolean;
  slots: TaskSlots | undefined;
  onImported: () => void;
}) {
  const [open, setOpen] = useState<'track' | 'backup' | null>(null);
  const toggle = (panel: 'track' | 'backup') => setOpen(open === panel ? null : panel);
  const taskIds = tasks.flatMap((task) => taskIdOf(task) ?? []);
  const query = filterQuery(filters);
  const isUsed = total > 0 || query !== '';
  const trackButton = useButtonCommand(words.trackTaskId);
  const backupButton = useButtonCommand(words.backupCommand);
  return (
    <div className="mb-4 grid gap-3">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-3">
        {/* As wide with its count as without, so that what stands beside it does not move. */}
        <div className="flex min-w-28 items-center gap-2">
          <h2 id="tasks-heading" tabIndex={-1} className="text-lg font-semibold">
            {words.heading}
          </h2>
          {total > 0 && <span className="text-sm text-muted">{n(total)}</span>}
        </div>
        <div className="tool-grid">
          <RetryAll api={api} tasks={tasks} />
          {taskIds.length > 0 && <CopyAll taskIds={taskIds} />}
          <InspectorButton />
          <Button
            ref={trackButton}
            look="quiet"
            aria-expanded={open === 'track'}
            onClick={() => toggle('track')}
          >
            <Icon name="link" />
            <span>
              {words.track}
              <span className="max-sm:sr-only">{words.trackOf}</span>
            </span>
          </Button>
          {slots && (
            <Button
              ref={backupButton}
              look="quiet"
              aria-expanded={open === 'backup'}
              onClick={() => toggle('backup')}
            >
              <Icon name="download" />
              <span>{words.backup}</span>
            </Button>
          )}
          {slots?.actions}
        </div>
      </div>
      {open === 'track' && <TrackForm onClose={() => setOpen(null)} />}
      {open === 'backup' && slots && (
        <slots.Backup
          api={api}
          query={query}
          total={total}
          onImported={onImported}
          onClose={() => setOpen(null)}
        />
      )}
      {isUsed ? (
        <Find api={api} filters={filters} onFilter={onFilter} isSearching={isSearching} slots={slots} />
      ) : (
        // Its place, so that the first task moves nothing.
        <div className="min-h-10" />
      )}
    </div>
  );
}

/** The search, and what else narrows the list. */
function Find({
  api,
  filters,
  onFilter,
  isSearching,
  slots,
}: {
  api: Api;
  filters: Filters;
  onFilter: (filters: Filters) => void;
  isSearching: boolean;
  slots: TaskSlots | undefined;
}) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const count = countFilters(filters);
  const filterButton = useButtonCommand(words.filterCommand);
  return (
    <>
      <div className="flex items-center gap-2">
        <div className="relative min-w-0 flex-1">
          <label htmlFor={id} className="sr-only">
            {words.find}
          </label>
          <Icon name="search" className="pointer-events-none absolute top-3 left-3 text-muted" />
          <input
            id={id}
            type="search"
            value={filters.q}
            onChange={(event) => onFilter({ ...filters, q: event.target.value })}
            aria-busy={isSearching}
            placeholder={words.findSample}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            className="field min-h-10 w-full pr-3 pl-9"
          />
        </div>
        {slots && (
          <>
            <Button
              ref={filterButton}
              className="min-h-10"
              aria-expanded={isOpen}
              aria-controls={`${id}-filters`}
              onClick={() => setIsOpen(!isOpen)}
            >
              {words.filters(count)}
            </Button>
            <SelectButton />
          </>
        )}
      </div>
      {slots && (isOpen || count > 0 || filters.sort !== 'newest') && (
        <slots.FilterBar
          api={api}
          filters={filters}
          onChange={onFilter}
          isOpen={isOpen}
          id={`${id}-filters`}
        />
      )}
    </>
  );
}

function SelectButton(): ReactNode {
  const { selection } = useBoard();
  const { isOn } = useSelected(selection);
  const button = useButtonCommand(words.selectCommand);
  return (
    <Button
      ref={button}
      className="min-h-10"
      aria-pressed={isOn}
      title={words.selectTitle}
      onClick={() => (isOn ? selection.end() : selection.start())}
    >
      {words.select}
    </Button>
  );
}

function CopyAll({ taskIds }: { taskIds: string[] }) {
  const button = useButtonCommand(words.copyAllTaskIds);
  const { toast } = useBoard();
  const copy = async () => {
    try {
      await copyText(taskIds.join('\n'));
      toast(words.copiedAll(taskIds.length));
    } catch {
      toast(words.notCopied);
    }
  };
  return (
    <Button look="quiet" ref={button} className="late" title={words.copyAllTitle} onClick={() => void copy()}>
      <Icon name="copy" />
      <span>
        {words.copyAll}
        <span className="max-sm:sr-only">{words.copyAllOf}</span>
      </span>
    </Button>
  );
}
