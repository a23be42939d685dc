import type { Connection } from '#shared/connection.ts';
import { BATCH_MAX } from '#shared/limits.ts';

import { strings } from '../../strings/batch-strings.ts';
import { sayCost } from '../../strings/format/say-cost.ts';
import { estimate } from '../compose/generate/estimate.ts';
import type { BatchWay } from './batch-draft.ts';
import type { Crossed } from './cross-grid.ts';
import type { CsvRead } from './csv/read-csv.ts';

/** How many of each are crossed; 0 where nothing was chosen. */
interface Factors {
  prompts: number;
  keys: number;
  tempos: number;
  ways: number;
  copies: number;
}

/** A vendor returns two of each. */
const TAKES_EACH = 2;

/** How many tasks it would be, when they are ready, and what they cost. */
export function BatchSummary({
  made,
  way,
  read,
  factors,
  waiting,
  connection,
  isPressed,
  isWrong,
}: {
  made: Crossed;
  way: BatchWay;
  read: CsvRead | null;
  factors: Factors;
  waiting: number;
  connection: Connection | undefined;
  isPressed: boolean;
  /** A field of the grid says what is wrong with it. */
  isWrong: boolean;
}) {
  const count = made.requests.length;
  if (count === 0)
    return (
      <p className={isPressed ? 'text-danger' : 'text-muted'}>
        {way === 'csv' ? strings.nothingYetCsv : isWrong ? strings.nothingWrong : strings.nothingYet}
      </p>
    );
  if (count > BATCH_MAX) return <p className="text-danger">{strings.tooMany(count, BATCH_MAX)}</p>;
  const cost = estimate(count, waiting, connection);
  const rows = count + made.repeated + (read?.errors.length ?? 0);
  return (
    <>
      <p>
        <b>
          {way === 'csv' && count < rows
            ? strings.ofRows(count, rows, count * TAKES_EACH)
            : strings.tasksAndTakes(count, count * TAKES_EACH)}
        </b>
        {way === 'grid' && (
          <span className="batch-from">
            {' '}
            {strings.from(factors.prompts, factors.keys, factors.tempos, factors.ways, factors.copies)}
          </span>
        )}
        {made.repeated > 0 && <span className="batch-from"> {strings.repeated(made.repeated)}</span>}
      </p>
      <p className={cost.short === null ? 'text-muted' : 'text-warn'}>
        {strings.readyIn(cost.readyMs, cost.waitMs)}{' '}
        {connection && cost.credits !== null ? `${sayCost(cost, connection)}.` : strings.costUnknown}{' '}
        {cost.short !== null && strings.short}
      </p>
    </>
  );
}
