import { DEFAULT_ID, SANDBOX_ID, type Scenario } from '#shared/connection.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

import type { ConnectionRow } from '../../db/connection-repository.ts';
import type { Secrets } from '../../platform/secrets.ts';
import type { Sql } from '../../platform/sql.ts';
import type { Vendor } from '../../vendor/vendor.ts';
import { runDeadlines } from '../recovery.ts';
import type { QueuePlace } from '../sending/send-queue.ts';
import type { ConnectionRegistry, OpenConnection, TaskContext } from '../task-context.ts';
import { keyHintOf } from './key-hint.ts';
import { type RunningConnection, runConnection } from './run-connection.ts';

/** A connection that the page can use and not change. */
export interface FixedConnection {
  row: Omit<ConnectionRow, 'isDefault' | 'createdAt' | 'removedAt' | 'isVerified'>;
  client: Vendor;
  /** The last characters of its key. */
  keyHint: string | null;
  hasKey: boolean;
  scenarios?: readonly Scenario[];
}

/** Makes the client of a vendor. An empty key: for audio alone. */
export type OpenVendor = (
  row: Pick<ConnectionRow, 'id' | 'vendor' | 'baseUrl' | 'dialect' | 'route' | 'source'>,
  apiKey: string,
) => Vendor;

interface RegistryOptions {
  sql: Sql;
  fixed: readonly FixedConnection[];
  openVendor: OpenVendor;
  secrets: Secrets;
  /** The list of connections, or what is told of one, has changed. */
  onChange: () => void;
}

interface Entry {
  row: ConnectionRow;
  running: RunningConnection | null;
  fixed: FixedConnection | null;
  keyHint: string | null;
}

/** What can change while a connection is in use. */
type ConnectionChange = Partial<
  Pick<ConnectionRow, 'name' | 'models' | 'pace' | 'concurrency' | 'isVerified'>
>;

/** Every connection there is or was, and what works for each. */
export class Connections implements ConnectionRegistry {
  readonly #getContext: () => TaskContext;
  readonly #options: RegistryOptions;
  readonly #entries = new Map<string, Entry>();
  #isStarted = false;

  constructor(getContext: () => TaskContext, options: RegistryOptions) {
    this.#getContext = getContext;
    this.#options = options;
  }

  /** From the database; nothing works yet. */
  read(): void {
    const { fixed, secrets } = this.#options;
    const known = this.#getContext().connectionRows.all();
    for (const row of known) {
      if (fixed.some((one) => one.row.id === row.id)) continue;
      // A stop between the two writes of a removal.
      if (row.removedAt !== null && secrets.get(row.id) !== null) secrets.remove(row.id);
      const key = secrets.get(row.id);
      this.#entries.set(row.id, { row, running: null, fixed: null, keyHint: key && keyHintOf(key) });
    }
    for (const one of fixed)
      this.#readFixed(
        one,
        known.find(({ id }) => id === one.row.id),
      );
  }

  /** A fixed one is as it was set up now; what the page may say of it is remembered. */
  #readFixed(one: FixedConnection, before: ConnectionRow | undefined): void {
    const { connectionRows, clock } = this.#getContext();
    const row: ConnectionRow = {
      ...one.row,
      name: this.freeName(one.row.name, one.row.id),
      source: before?.source ?? one.row.source,
      isVerified: true,
      isDefault: before?.isDefault ?? false,
      createdAt: before?.createdAt ?? clock.now(),
      removedAt: null,
    };
    // Each write is a flush, and workspaces are opened often.
    if (!before || !isSameRow(row, before)) connectionRows.save(row);
    this.#entries.set(row.id, { row, running: null, fixed: one, keyHint: one.keyHint });
  }

  #isOpen({ row, fixed }: Entry): boolean {
    return fixed !== null || (row.removedAt === null && this.#options.secrets.get(row.id) !== null);
  }

  #run(entry: Entry): RunningConnection {
    const { sql, openVendor, secrets, onChange } = this.#options;
    const { row, fixed } = entry;
    entry.running ??= runConnection(this.#getContext(), {
      sql,
      row: () => entry.row,
      client: fixed?.client ?? openVendor(row, secrets.get(row.id) ?? ''),
      scenarios: fixed?.scenarios ?? [],
      onChange,
    });
    entry.running.keepAudio();
    if (this.#isOpen(entry)) entry.running.start();
    return entry.running;
  }

  start(): void {
    this.#isStarted = true;
    for (const entry of this.#entries.values()) this.#run(entry);
  }

  #toOpen(entry: Entry | undefined): OpenConnection | null {
    const work = entry?.running?.work;
    if (!entry?.running || !work) return null;
    return {
      context: entry.running.context,
      isFixed: entry.fixed !== null,
      hasKey: entry.fixed?.hasKey ?? true,
      keyHint: entry.keyHint,
      poller: work.poller,
    };
  }

  open(): OpenConnection[] {
    return [...this.#entries.values()]
      .sort((a, b) => rank(a) - rank(b) || a.row.createdAt - b.row.createdAt)
      .flatMap((entry) => this.#toOpen(entry) ?? []);
  }

  find(id: string): OpenConnection | null {
    return this.#toOpen(this.#entries.get(id));
  }

  of({ connection }: { connection: string }): OpenConnection {
    const found = this.find(connection);
    if (found) return found;
    throw new Refusal(409, {
      code: 'not-allowed',
      ...because('connectionGone', this.nameOf(connection)),
      field: 'connection',
    });
  }

  pick(idOrName?: string): OpenConnection {
    const isDefault = idOrName === undefined || idOrName === DEFAULT_ID;
    const found = isDefault ? this.find(this.defaultId()) : this.#named(idOrName);
    if (found) return found;
    throw new Refusal(400, {
      code: 'invalid-request',
      ...because('connectionUnknown'),
      field: 'connection',
    });
  }

  #named(idOrName: string): OpenConnection | null {
    const wanted = idOrName.toLowerCase();
    const isNamed = ({ context }: OpenConnection) => context.row().name.toLowerCase() === wanted;
    return this.find(idOrName) ?? this.open().find(isNamed) ?? null;
  }

  /** The one said, else the environment's, else the sandbox. */
  defaultId(): string {
    const all = [...this.#entries.values()].filter((entry) => this.#isOpen(entry));
    const said = all.find(({ row }) => row.isDefault);
    const environment = all.find(({ fixed }) => fixed !== null && fixed.row.id !== SANDBOX_ID);
    return (said ?? environment)?.row.id ?? SANDBOX_ID;
  }

  nameOf(id: string): string {
    return this.#entries.get(id)?.row.name ?? id;
  }

  vendorOf(id: string): Vendor | null {
    return this.#entries.get(id)?.running?.context.vendor ?? null;
  }

  isOpen(id: string): boolean {
    const entry = this.#entries.get(id);
    return entry !== undefined && this.#isOpen(entry);
  }

  placeOf(row: Parameters<ConnectionRegistry['placeOf']>[0]): QueuePlace {
    const running = this.#entries.get(row.connection)?.running;
    // Not at work yet: only while the server starts, or for good when it was removed.
    if (!running?.work) return { position: 1, sendAt: null, waitsFor: 'connection' };
    return running.context.sendQueue.placeOf(row);
  }

  planAnew(): void {
    for (const { running } of this.#entries.values()) running?.context.sendQueue.planAnew();
  }

  /** A name that no other connection in use has. */
  freeName(wanted: string, id: string | null): string {
    const taken = new Set([
      DEFAULT_ID,
      ...[...this.#entries.values()]
        .filter((entry) => entry.row.id !== id && this.#isOpen(entry))
        .flatMap(({ row }) => [row.name.toLowerCase(), row.id.toLowerCase()]),
    ]);
    for (let n = 1; ; n++) {
      const name = n === 1 ? wanted : `${wanted} ${n}`;
      if (!taken.has(name.toLowerCase())) return name;
    }
  }

  /** Those that were here and are not any more, the latest first. */
  gone(): ConnectionRow[] {
    return [...this.#entries.values()]
      .filter((entry) => !this.#isOpen(entry))
      .map(({ row }) => row)
      .sort((a, b) => (b.removedAt ?? b.createdAt) - (a.removedAt ?? a.createdAt));
  }

  /** Name of the connection that has this key; null when none has. */
  ownerOf(baseUrl: string, key: string): string | null {
    const { secrets } = this.#options;
    const owner = [...this.#entries.values()].find(
      ({ row }) => row.baseUrl === baseUrl && row.removedAt === null && secrets.get(row.id) === key,
    );
    return owner?.row.name ?? null;
  }

  /** In the transaction that marks tasks as sending: each connection's turns. @returns sends them */
  takeTurns(): () => void {
    const sends = [...this.#entries.values()].flatMap(
      ({ running }) => running?.work?.sender.takeTurns() ?? [],
    );
    return () => {
      for (const send of sends) send();
    };
  }

  /** Something of it is sent, rendered, copied or waiting for its turn. */
  isBusy(): boolean {
    if ([...this.#entries.values()].some(({ running }) => running?.isKeeping() === true)) return true;
    return this.open().some(({ context: { id, queue } }) => queue.isBusy(id));
  }

  /** Adds one, opens one again, or gives one its new key. The key is in `secrets` by now. */
  put(row: ConnectionRow): void {
    const { openVendor, secrets, onChange } = this.#options;
    const context = this.#getContext();
    context.connectionRows.save(row);
    const key = secrets.get(row.id) ?? '';
    const entry = this.#entries.get(row.id) ?? { row, running: null, fixed: null, keyHint: null };
    entry.row = row;
    entry.keyHint = keyHintOf(key);
    this.#entries.set(row.id, entry);
    if (!this.#isStarted) return;
    entry.running?.swap(openVendor(row, key));
    this.#run(entry).context.rateLimiter.setPace(row.pace);
    runDeadlines(context);
    onChange();
  }

  remember(rows: Iterable<ConnectionRow>): void {
    for (const row of rows) {
      if (this.#entries.has(row.id)) continue;
      this.#getContext().connectionRows.save(row);
      const entry: Entry = { row, running: null, fixed: null, keyHint: null };
      this.#entries.set(row.id, entry);
      this.#run(entry);
    }
  }

  change(id: string, change: ConnectionChange): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const row = { ...entry.row, ...change };
    this.#getContext().connectionRows.save(row);
    entry.row = row;
    if (change.pace) {
      entry.running?.context.rateLimiter.setPace(change.pace);
      entry.running?.context.sendQueue.planAnew();
    }
    entry.running?.work?.sender.wake();
    this.#options.onChange();
  }

  setDefault(id: string): void {
    this.#getContext().connectionRows.setDefault(id);
    for (const entry of this.#entries.values()) entry.row = { ...entry.row, isDefault: entry.row.id === id };
    this.#options.onChange();
  }

  /** Its tasks keep their name and their audio. */
  retire(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const { secrets, onChange } = this.#options;
    const { connectionRows, clock, report } = this.#getContext();
    const row = { ...entry.row, removedAt: clock.now(), isDefault: false };
    connectionRows.save(row);
    Object.assign(entry, { row, keyHint: null });
    const ended = this.#endWork(entry);
    secrets.remove(id);
    runDeadlines(this.#getContext());
    onChange();
    ended.catch(report);
  }

  /** What was on the wire may have begun to render when it ends. */
  async #endWork({ running, row }: Entry): Promise<void> {
    await running?.retire(this.#options.openVendor(row, ''));
    runDeadlines(this.#getContext());
  }

  /** Resolves when what is on the wire has ended. */
  async close(): Promise<void> {
    await Promise.all([...this.#entries.values()].map(async ({ running }) => running?.close()));
  }
}

const isSameRow = (one: ConnectionRow, other: ConnectionRow): boolean =>
  (Object.keys(one) as (keyof ConnectionRow)[]).every(
    (name) => JSON.stringify(one[name]) === JSON.stringify(other[name]),
  );

const rank = ({ fixed, row }: Entry): number => (row.id === SANDBOX_ID ? 0 : fixed ? 1 : 2);
