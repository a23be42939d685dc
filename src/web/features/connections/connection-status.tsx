import type { Connection } from '#shared/connection.ts';

import * as words from '../../strings/page-strings.ts';

interface Status {
  dot: string;
  name: string;
  meaning: string;
}

function statusOf(connection: Connection | undefined, isLost: boolean): Status | null {
  if (isLost) return { dot: 'bg-danger', name: words.soundLost, meaning: words.soundLostMeaning };
  if (!connection) return null;
  if (connection.upstream === 'sandbox')
    return { dot: 'bg-ok', name: words.soundSandbox, meaning: words.soundSandboxMeaning };
  if (connection.silentSince !== undefined)
    return {
      dot: 'bg-warn',
      name: connection.host,
      meaning: words.soundSilent,
    };
  if (!connection.hasKey) return { dot: 'bg-warn', name: connection.host, meaning: words.soundNoKey };
  return { dot: 'bg-ok', name: connection.host, meaning: words.soundSpends };
}

/** Where sound comes from, in a dot and in words. */
export function ConnectionStatus({
  connection,
  isLost,
}: {
  connection: Connection | undefined;
  isLost: boolean;
}) {
  const status = statusOf(connection, isLost);
  if (!status) return null;
  const keyPage =
    connection && !connection.hasKey && connection.upstream !== 'sandbox' ? connection.keyPage : null;
  return (
    <p className="flex min-w-0 items-center gap-2 text-sm">
      <span className={`size-2 shrink-0 rounded-full ${status.dot}`} />
      <span className="truncate font-semibold">{status.name}</span>
      <span className="truncate text-muted max-sm:hidden">{status.meaning}</span>
      {keyPage === null ? null : (
        <a className="shrink-0 text-accent-ink underline underline-offset-4" href={keyPage} rel="noreferrer">
          {words.soundGetKey}
        </a>
      )}
    </p>
  );
}
