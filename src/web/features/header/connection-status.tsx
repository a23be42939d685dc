import type { Connection } from '#contract/api.ts';

interface Look {
  dot: string;
  name: string;
  meaning: string;
}

function lookOf(connection: Connection | undefined, lost: boolean): Look | null {
  if (lost) return { dot: 'bg-danger', name: 'No connection', meaning: 'Cuesmith’s server does not answer' };
  if (!connection) return null;
  if (connection.upstream === 'sandbox')
    return { dot: 'bg-ok', name: 'Sandbox', meaning: 'rendered here, costs nothing' };
  if (connection.silentSince !== undefined)
    return {
      dot: 'bg-warn',
      name: connection.host,
      meaning: 'does not answer just now; tasks wait, nothing is lost',
    };
  if (!connection.hasKey) return { dot: 'bg-warn', name: connection.host, meaning: 'no API key set' };
  return { dot: 'bg-ok', name: connection.host, meaning: 'spends credits' };
}

/** Where sound comes from, in a dot and in words. */
export function ConnectionStatus({
  connection,
  lost,
}: {
  connection: Connection | undefined;
  lost: boolean;
}) {
  const look = lookOf(connection, lost);
  if (!look) return null;
  const keyPage =
    connection && !connection.hasKey && connection.upstream !== 'sandbox' ? connection.keyPage : null;
  return (
    <p className="flex min-w-0 items-center gap-2 text-sm">
      <span className={`size-2 shrink-0 rounded-full ${look.dot}`} />
      <span className="truncate font-semibold">{look.name}</span>
      <span className="truncate text-muted max-sm:hidden">{look.meaning}</span>
      {keyPage === null ? null : (
        <a className="shrink-0 text-accent-ink underline underline-offset-4" href={keyPage} rel="noreferrer">
          Get a key
        </a>
      )}
    </p>
  );
}
