import * as z from 'zod/mini';

import type { Clock } from '../../platform/clock.ts';
import type { Files } from '../../platform/files.ts';

const SESSION_MS = 30 * 24 * 60 * 60_000;
const FILE = 'sessions.json';

const stateSchema = z.object({
  /** Tells the cookies of two servers on one host apart, which have no ports. */
  server: z.string().check(z.regex(/^[\da-f]{8}$/)),
  /** Sessions of an earlier one have ended. */
  generation: z.int(),
  /** Sessions that were logged out of, until they would have expired. */
  ended: z.record(z.string(), z.number()),
});
type State = z.output<typeof stateSchema>;

export interface Session {
  id: string;
  generation: number;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Which logins count. What was ended stays so after a restart. */
export class Sessions {
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #loaded: Promise<State>;
  readonly #cookieName: string | null;
  #saving: Promise<unknown> = Promise.resolve();

  /** @param cookieName default: one that no other server on this host has */
  constructor(files: Files, clock: Clock, cookieName: string | null = null) {
    this.#files = files;
    this.#clock = clock;
    this.#cookieName = cookieName;
    this.#loaded = this.#load();
    // Reported by whoever needs it.
    this.#loaded.catch(() => undefined);
  }

  async cookieName(): Promise<string> {
    return this.#cookieName ?? `cuesmith_${(await this.#loaded).server}`;
  }

  async start(): Promise<Session> {
    const { generation } = await this.#loaded;
    return { id: crypto.randomUUID(), generation, expiresAt: this.#clock.now() + SESSION_MS };
  }

  async isOpen(session: Session): Promise<boolean> {
    return this.#isOpen(await this.#loaded, session);
  }

  /** Asks again and again whether a session is still open, at no cost. */
  async watch(session: Session): Promise<() => boolean> {
    const state = await this.#loaded;
    return () => this.#isOpen(state, session);
  }

  async end({ id, expiresAt }: Session): Promise<void> {
    const state = await this.#loaded;
    const now = this.#clock.now();
    for (const [old, until] of Object.entries(state.ended)) if (until <= now) delete state.ended[old];
    state.ended[id] = expiresAt;
    await this.#save(state);
  }

  async endAll(): Promise<void> {
    const state = await this.#loaded;
    state.generation += 1;
    state.ended = {};
    await this.#save(state);
  }

  #isOpen({ generation, ended }: State, session: Session): boolean {
    const { id, expiresAt } = session;
    return session.generation === generation && expiresAt > this.#clock.now() && !Object.hasOwn(ended, id);
  }

  async #load(): Promise<State> {
    const body = await this.#files.read(FILE);
    const known = body && readState(await new Response(body).text());
    if (known) return known;
    const [a = 0] = crypto.getRandomValues(new Uint32Array(1));
    const fresh = { server: a.toString(16).padStart(8, '0'), generation: 1, ended: {} };
    // On a full disk people can still log in; only what they end is forgotten with the process.
    await this.#save(fresh).catch(() => undefined);
    return fresh;
  }

  #save(state: State): Promise<unknown> {
    const write = () => this.#files.write(FILE, new TextEncoder().encode(JSON.stringify(state)));
    this.#saving = this.#saving.then(write, write);
    return this.#saving;
  }
}

/** Null for a file that is damaged: then everybody logs in again. */
function readState(text: string): State | null {
  try {
    return z.parse(stateSchema, JSON.parse(text));
  } catch {
    return null;
  }
}
