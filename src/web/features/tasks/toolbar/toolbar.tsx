import { useState } from 'react';

import type { Task } from '#shared/task.ts';

import { n } from '../../../strings/plurals.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { BatchButton } from '../../batch/batch-button.tsx';
import { useButtonCommand } from '../../commands/use-button-command.ts';
import { InspectorButton } from '../../inspector/inspector-button.tsx';
import { useFilters } from '../filters/use-filters.ts';
import { CopyAll } from './copy-all.tsx';
import { FindBar } from './find-bar.tsx';
import { RetryAll } from './retry-all.tsx';

const TrackForm = lazyComponent(async () => (await import('../actions/track-form.tsx')).TrackForm);
const Backup = lazyComponent(async () => (await import('../../library/backup-dialog.tsx')).Backup);

interface ToolbarProps {
  /** Those loaded. */
  tasks: readonly Task[];
  total: number;
  /** The list's filters as the server takes them. */
  query: string;
  isSearching: boolean;
}

/** The heading, find, filters, and what can be done with all that is shown. */
export function Toolbar({ tasks, total, query, isSearching }: ToolbarProps) {
  const [open, setOpen] = useState<'track' | 'backup' | null>(null);
  const toggle = (panel: 'track' | 'backup') => setOpen(open === panel ? null : panel);
  const isTrash = useFilters()[0].deleted === true;
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
          {!isTrash && <RetryAll query={query} />}
          <CopyAll tasks={tasks} total={total} query={query} />
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
          <Button
            ref={backupButton}
            look="quiet"
            aria-expanded={open === 'backup'}
            onClick={() => toggle('backup')}
          >
            <Icon name="download" />
            <span>{words.backup}</span>
          </Button>
          <BatchButton />
        </div>
      </div>
      {open === 'track' && <TrackForm onClose={() => setOpen(null)} />}
      {open === 'backup' && <Backup query={query} total={total} onClose={() => setOpen(null)} />}
      {total > 0 || query !== '' ? (
        <FindBar isSearching={isSearching} />
      ) : (
        // Its place, so that the first task moves nothing.
        <div className="min-h-10" />
      )}
    </div>
  );
}
