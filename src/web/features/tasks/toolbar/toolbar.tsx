import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import type { Task } from '#shared/task.ts';

import { taskKeys } from '../../../api/task-keys.ts';
import { openDialog } from '../../../state/dialogs.ts';
import { countFilters, noFilters } from '../../../state/filters.ts';
import { n } from '../../../strings/format/plurals.ts';
import * as words from '../../../strings/task-strings.ts';
import type { TaskPages } from '../../../sync/task-cache.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { offerCommands } from '../../commands/command-list.ts';
import { prefetchInspector } from '../../inspector/load-inspector.ts';
import { openEmptyInspector } from '../../inspector/open-inspector.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { changeFilters, useFilters } from '../filters/use-filters.ts';
import { CopyAll } from './copy-all.tsx';
import { HeadButton } from './head-button.tsx';
import type { ListPanel } from './list-menu.tsx';

const RetryAll = lazyComponent(() => import('./retry-all.tsx'), 'RetryAll');
const ListMenu = lazyComponent(() => import('./list-menu.tsx'), 'ListMenu');
const TrackForm = lazyComponent(() => import('../actions/track-form.tsx'), 'TrackForm');
const Backup = lazyComponent(() => import('../../library/backup-dialog.tsx'), 'Backup');

interface ToolbarProps {
  /** Those loaded. */
  tasks: readonly Task[];
  total: number;
  /** The list's filters as the server takes them. */
  query: string;
  isSearching: boolean;
}

/** Of all tasks, whatever the filters leave; undefined until they were read. */
function useTotalOfAll(): number | undefined {
  return useQueryClient().getQueryData<TaskPages>(taskKeys.list(''))?.pages[0]?.total;
}

const hasFailed = ({ state }: Task): boolean =>
  state === 'refused' || state === 'failed' || state === 'cancelled';

/** The heading with its count, what can be done with all that is shown, and the filters. */
export function Toolbar({ tasks, total, query, isSearching }: ToolbarProps) {
  const [panel, setPanel] = useState<ListPanel | 'menu' | null>(null);
  const close = () => setPanel(null);
  const [filters] = useFilters();
  const all = useTotalOfAll();
  const isNarrowed = query !== '' && !filters.deleted;
  useEffect(() => offerCommands(async () => (await import('./list-commands.ts')).listCommands(setPanel)), []);
  return (
    <>
      <div className="list-head">
        <div className="head-line">
          <h2 id="tasks-heading" tabIndex={-1}>
            {filters.deleted ? words.deletedCommand : words.heading}
          </h2>
          <output className="count">
            {isNarrowed && all !== undefined ? words.shownOf(total, all) : total > 0 && n(total)}
          </output>
          {!filters.deleted && countFilters(filters) > 0 && (
            <button
              type="button"
              className="control quiet"
              data-icon="close"
              onClick={() => changeFilters({ ...noFilters, q: filters.q, sort: filters.sort })}
            >
              <span>{words.clearFilters}</span>
            </button>
          )}
          {!filters.deleted && tasks.some(hasFailed) && <RetryAll query={query} />}
          <CopyAll tasks={tasks} total={total} query={query} />
          <HeadButton
            icon="file"
            name={words.openFile}
            title={words.openFileTitle}
            onNear={prefetchInspector}
            onPress={openEmptyInspector}
          />
          <HeadButton
            icon="batch"
            name={words.batch}
            command={words.batchCommand}
            title={words.batchTitle}
            onPress={() => openDialog('batch')}
          />
          <span className="menu">
            <button
              type="button"
              className="control quiet"
              data-icon="more"
              aria-label={words.moreCommand}
              aria-expanded={panel === 'menu'}
              onClick={() => setPanel(panel === 'menu' ? null : 'menu')}
            />
            {panel === 'menu' && <ListMenu onOpen={setPanel} onClose={close} />}
          </span>
        </div>
        {(total > 0 || query !== '') && <FilterBar isSearching={isSearching} />}
      </div>
      {panel === 'track' && <TrackForm onClose={close} />}
      {panel === 'backup' && <Backup query={query} total={total} onClose={close} />}
    </>
  );
}
