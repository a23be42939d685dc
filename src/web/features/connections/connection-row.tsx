import { useState } from 'react';

import type { Connection } from '#shared/connection.ts';

import { announce } from '../../lib/announce.ts';
import { serverNow } from '../../lib/server-clock.ts';
import * as dialogWords from '../../strings/connection-dialog-strings.ts';
import * as words from '../../strings/connection-strings.ts';
import { ago } from '../../strings/format/connection-times.ts';
import { n } from '../../strings/format/plurals.ts';
import { LANGUAGE } from '../../strings/language.ts';
import { errorText, problemText } from '../../strings/problem-strings.ts';
import { Button } from '../../ui/button.tsx';
import { ConnectionDot } from './connection-dot.tsx';
import { ConnectionSettings } from './connection-settings.tsx';
import { isSandbox, troubleOf } from './connection-trouble.ts';
import { useDefault, useTestConnection } from './connections-api.ts';

const clock = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit' });

/** What it is, or what is wrong with it and since when. */
function Meaning({ connection }: { connection: Connection }) {
  const trouble = troubleOf(connection);
  const since = connection.keyRefusedSince ?? connection.silentSince;
  if (trouble !== null)
    return (
      <p className="text-xs text-danger">
        {trouble} {since !== undefined && dialogWords.since(clock.format(new Date(since)))}
      </p>
    );
  const { keyHint, pace, verified } = connection;
  const text = isSandbox(connection)
    ? dialogWords.sandboxRow
    : `${verified ? dialogWords.keyEnds(keyHint?.slice(1)) : dialogWords.unverified}, ${dialogWords.pace(pace.count, pace.perMs / 1000)}`;
  return <p className="text-xs text-muted">{text}</p>;
}

function Balance({ connection }: { connection: Connection }) {
  const { credits, creditsAt } = connection;
  const free = isSandbox(connection);
  const seconds = creditsAt === undefined ? 0 : Math.max(0, (serverNow() - Date.parse(creditsAt)) / 1000);
  return (
    <p className="balance">
      {credits === null ? (
        <span className="text-xs text-muted">{dialogWords.unknown}</span>
      ) : (
        <>
          <b className="font-semibold">{n(credits)}</b>
          <span className="text-xs text-muted">
            {dialogWords.money(free)}
            {!free && `, ${ago(seconds)}`}
          </span>
        </>
      )}
    </p>
  );
}

/** One connection: whether it makes new sounds, what it is, what is left, Test, and more behind ⋯. */
export function ConnectionRow({ connection, onReplace }: { connection: Connection; onReplace: () => void }) {
  const { id, name, isDefault, isFixed, keyRefusedSince } = connection;
  const setDefault = useDefault();
  const test = useTestConnection();
  const [isOpen, setIsOpen] = useState(false);
  const runTest = () =>
    test.mutate(id, {
      onSuccess: ({ credits }) =>
        announce(dialogWords.tested(name, credits === null ? '' : words.balance(credits, false))),
    });
  const isRefused = keyRefusedSince !== undefined && !isFixed;
  return (
    <li>
      <div className="connection-row">
        <label className="connection-pick">
          <input
            type="radio"
            className="connection-radio"
            name="default-connection"
            aria-label={dialogWords.useIt(name)}
            checked={isDefault}
            onChange={() => setDefault(id)}
          />
        </label>
        <ConnectionDot isOff={troubleOf(connection) !== null} />
        <div className="min-w-0 py-2">
          <p className="text-sm wrap-anywhere">
            <b className="font-semibold">{name}</b>{' '}
            {isDefault && (
              <span className="rounded-full border border-line px-2 text-xs text-muted">
                {dialogWords.isDefault}
              </span>
            )}
          </p>
          <Meaning connection={connection} />
        </div>
        <Balance connection={connection} />
        <div className="acts">
          {isRefused && (
            <Button className="border-ink font-semibold" onClick={onReplace}>
              {dialogWords.replaceKey}
            </Button>
          )}
          {!isSandbox(connection) && !isRefused && (
            <Button aria-busy={test.isPending} onClick={runTest}>
              {dialogWords.test}
            </Button>
          )}
          {!isFixed && (
            <Button
              look="icon"
              aria-label={dialogWords.more(name)}
              title={dialogWords.moreTitle}
              aria-expanded={isOpen}
              onClick={() => setIsOpen(!isOpen)}
            >
              {dialogWords.dots}
            </Button>
          )}
        </div>
      </div>
      <TestOutcome name={name} test={test} />
      {isOpen && <ConnectionSettings connection={connection} onReplace={onReplace} />}
    </li>
  );
}

/** What the latest Test said, where it was pressed. */
function TestOutcome({ name, test }: { name: string; test: ReturnType<typeof useTestConnection> }) {
  if (test.isPending)
    return <output className="block px-14 pb-3 text-xs text-muted">{dialogWords.testing(name)}</output>;
  const problem = test.data?.problem;
  if (!test.error && !problem) return null;
  return (
    <p role="alert" className="px-14 pb-3 text-xs text-danger">
      {test.error ? errorText(test.error) : problem && problemText(problem)}
    </p>
  );
}
