import { useQuery } from '@tanstack/react-query';

import { connectionsQuery } from '../../../api/api-client.ts';
import { useApi } from '../../../api/api-context.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { Button } from '../../../ui/button.tsx';

/** For a task whose connection was removed: who makes it anew. Nobody is chosen for the person, since each may cost. */
export function ChooseConnection({
  question,
  isBusy,
  onChoose,
}: {
  /** What to know before: that it may be charged again. */
  question?: string | undefined;
  isBusy: boolean;
  onChoose: (id: string) => void;
}) {
  const { data: connections = [] } = useQuery(connectionsQuery(useApi()));
  return (
    <fieldset
      aria-label={words.chooseAnother}
      className="grid min-w-0 gap-2 rounded-control bg-well p-3 text-sm"
    >
      {question !== undefined && (
        <p role="alert" className="max-w-[70ch]">
          {question}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {connections.map(({ id, name }) => (
          <Button key={id} aria-busy={isBusy} onClick={() => onChoose(id)}>
            {words.sendTo(name)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
