import type { Socket } from 'node:net';

/** A connection that is older may be closed by the other side at any moment: Node's servers close idle ones after 5 s. */
const FRESH_MS = 4000;
/** One that is younger than this is near enough to the send that is being announced. */
const YOUNG_MS = 2500;
const UNUSED_MAX = 5;
/** Where a vendor closes idle connections sooner than this, opening them ahead is of no use. */
const USEFUL_MS = 300;

interface WarmPoolOptions {
  open: (signal: AbortSignal) => Promise<Socket>;
  /** Milliseconds. */
  now?: () => number;
}

interface Warm {
  socket: Socket;
  at: number;
  /** Stops watching it. */
  release: () => void;
}

/**
 * One connection opened ahead for the next paid POST of one vendor. It is handed out only while it is fresh, open and
 * silent, so that "no bytes left" says the same of it as of a new one.
 */
export class WarmPool {
  readonly #open: WarmPoolOptions['open'];
  readonly #now: () => number;
  readonly #closed = new AbortController();
  #warm: Warm | null = null;
  #opening: Promise<void> | null = null;
  #unused = 0;
  /** Shorter for a vendor that was seen to close sooner. */
  #freshMs = FRESH_MS;

  constructor({ open, now = () => performance.now() }: WarmPoolOptions) {
    this.#open = open;
    this.#now = now;
  }

  /** A send is near. Does nothing where that would not help: one is young, one is on its way, or five were for nothing. */
  warm(): void {
    if (this.#closed.signal.aborted || this.#opening || this.#freshMs < USEFUL_MS) return;
    const isYoung =
      this.#warm !== null && this.#now() - this.#warm.at < Math.min(YOUNG_MS, this.#freshMs / 2);
    if (isYoung || this.#unused >= UNUSED_MAX) return;
    this.#unused += 1;
    this.#opening = this.#open(this.#closed.signal)
      .then((socket) => this.#keep(socket))
      // The send itself will say why there is none.
      .catch(() => undefined)
      .finally(() => (this.#opening = null));
  }

  /** The connection that was opened ahead, if it can still be trusted; it is the caller's then. */
  async take(): Promise<Socket | null> {
    this.#unused = 0;
    // One on its way is further than one that would begin now.
    if (this.#warm === null) await this.#opening;
    // What has already come from the other side, its end too, is seen within one turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    const warm = this.#warm;
    if (warm === null) return null;
    this.#warm = null;
    warm.release();
    const { socket, at } = warm;
    const isSilent = socket.readableLength === 0 && !socket.readableEnded;
    const isFresh = this.#now() - at < this.#freshMs;
    if (!isFresh || !isSilent || socket.destroyed || !socket.writable) {
      socket.destroy();
      return null;
    }
    this.#watchUse(socket);
    return socket;
  }

  close(): void {
    this.#closed.abort();
    this.#drop();
  }

  #keep(socket: Socket): void {
    if (this.#closed.signal.aborted) return void socket.destroy();
    this.#drop();
    const at = this.#now();
    const onEnd = () => {
      // Bytes that nobody asked for, or the end: this vendor does not wait so long.
      this.#freshMs = Math.min(this.#freshMs, (this.#now() - at) / 2);
      if (this.#warm?.socket === socket) this.#drop();
    };
    const events = ['readable', 'end', 'close', 'error'];
    for (const event of events) socket.on(event, onEnd);
    const timer = setTimeout(() => {
      if (this.#warm?.socket === socket) this.#drop();
    }, FRESH_MS);
    timer.unref();
    socket.unref();
    const release = () => {
      clearTimeout(timer);
      for (const event of events) socket.removeListener(event, onEnd);
      socket.ref();
    };
    this.#warm = { socket, at, release };
  }

  /** A send on it that got no byte back: perhaps it was closed while idle. It is not tried a second time. */
  #watchUse(socket: Socket): void {
    const before = socket.bytesRead;
    socket.once('close', () => {
      if (socket.bytesRead === before) this.#freshMs = 0;
    });
  }

  #drop(): void {
    if (this.#warm === null) return;
    const { socket, release } = this.#warm;
    this.#warm = null;
    release();
    socket.on('error', () => undefined);
    socket.destroy();
  }
}
