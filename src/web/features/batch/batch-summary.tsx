import type { Connection } from '#shared/connection.ts';
import { BATCH_MAX } from '#shared/limits.ts';

import { strings } from '../../strings/batch-strings.ts';
import { estimate } from '../compose/generate/estimate.ts';

/** How many tasks it would be, how long they take to be sent, and what they cost. */
export function BatchSummary({
  count,
  repeated,
  waiting,
  connection,
}: {
  count: number;
  repeated: number;
  waiting: number;
  connection: Connection | undefined;
}) {
  if (count > BATCH_MAX) return <p className="text-danger">{strings.tooMany(count, BATCH_MAX)}</p>;
  const { waitMs, credits, short } = estimate(count, waiting, connection);
  return (
    <>
      <p>
        <strong className="font-semibold">{strings.count(count)}.</strong>{' '}
        {repeated > 0 && `${strings.repeated(repeated)} `}
        {connection && `${strings.wait(waitMs, connection.pace)} `}
        {credits === null ? strings.costUnknown : strings.cost(credits, connection?.credits ?? null)}
      </p>
      {short !== null && <p className="text-warn">{strings.short(short)}</p>}
    </>
  );
}
