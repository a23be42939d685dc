import { useQuery } from '@tanstack/react-query';

import type { Connection } from '#shared/connection.ts';

import { connectionQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import * as words from '../../strings/page-strings.ts';
import { n } from '../../strings/plurals.ts';

interface Status {
  dot: string;
  name: string;
  meaning: string;
}

function statusOf(connection: Connection | undefined, isLost: boolean): Status | null {
  if (isLost) return { dot: 'bg-danger', name: words.soundLost, meaning: words.soundLostMeaning };
  if (!connection) return null;
  const { vendor, host, silentSince, hasKey } = connection;
  if (vendor === 'sandbox')
    return { dot: 'bg-ok', name: words.soundSandbox, meaning: words.soundSandboxMeaning };
  if (silentSince !== undefined) return { dot: 'bg-warn', name: host, meaning: words.soundSilent };
  if (!hasKey) return { dot: 'bg-warn', name: host, meaning: words.soundNoKey };
  return { dot: 'bg-ok', name: host, meaning: words.soundSpends };
}

/** Where sound comes from, in a dot and in words, and the credits left. */
export function ConnectionStatus() {
  const { data: connection, isError } = useQuery(connectionQuery(useApi()));
  const status = statusOf(connection, isError);
  if (!status) return null;
  const credits = connection?.credits ?? null;
  return (
    <>
      <p className="flex min-w-0 items-center gap-2 text-sm">
        <span className={`size-2 shrink-0 rounded-full ${status.dot}`} />
        <span className="truncate font-semibold">{status.name}</span>
        <span className="truncate text-muted max-sm:hidden">{status.meaning}</span>
      </p>
      {credits === null ? null : (
        <p className="ms-auto shrink-0 text-sm text-muted max-sm:hidden">
          <span className="font-semibold text-ink">{n(credits)}</span> {words.credits}
        </p>
      )}
    </>
  );
}
