import { filterQuery } from '../../../state/filters.ts';
import { listFilters } from '../../../state/list-filters.ts';
import * as listWords from '../../../strings/list-strings.ts';
import * as words from '../../../strings/task-strings.ts';
import { Popover } from '../../../ui/popover.tsx';
import { showDeleted } from '../trash/show-deleted.ts';

export type ListPanel = 'track' | 'backup';

/** What is needed less often: under the three dots. */
export function ListMenu({ onOpen, onClose }: { onOpen: (panel: ListPanel) => void; onClose: () => void }) {
  const item = (name: string, act: () => void) => (
    <button
      type="button"
      className="item"
      onClick={() => {
        onClose();
        act();
      }}
    >
      {name}
    </button>
  );
  return (
    <Popover label={words.moreCommand} className="of-menu" onClose={onClose}>
      {item(listWords.trackTaskId, () => onOpen('track'))}
      {item(words.deletedCommand, () => showDeleted())}
      {item(listWords.backup, () => onOpen('backup'))}
      <a className="item" download href={`api/tasks.csv?${filterQuery(listFilters.get())}`} onClick={onClose}>
        {listWords.saveCsv}
      </a>
    </Popover>
  );
}
