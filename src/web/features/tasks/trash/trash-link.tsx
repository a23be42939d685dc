import { useQuery } from '@tanstack/react-query';

import { useApi } from '../../../api/api-context.ts';
import { taskKeys } from '../../../api/task-keys.ts';
import { deletedCommand } from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { showDeleted } from './show-deleted.ts';

/** The way to what was deleted, while there is any. */
export function TrashLink() {
  const api = useApi();
  const { data = 0 } = useQuery({
    queryKey: taskKeys.deleted,
    queryFn: async ({ signal }) => (await api.tasks({ limit: 1, query: 'deleted=true' }, signal)).total,
  });
  return data > 0 ? (
    <div className="pt-3 text-center">
      <Button look="quiet" onClick={() => showDeleted()}>
        {deletedCommand}
      </Button>
    </div>
  ) : null;
}
