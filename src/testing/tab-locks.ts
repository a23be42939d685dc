type Callback = () => unknown;

/** The Web Locks of a browser with several tabs, each of which can be closed. */
export class TabLocks {
  readonly #held = new Set<string>();
  #waiting: { name: string; callback: Callback }[] = [];

  openTab(): { locks: Pick<LockManager, 'request'>; close: () => void } {
    const own = new Set<string>();
    const request = async (name: string, ...rest: unknown[]): Promise<void> => {
      const callback = rest.at(-1) as Callback;
      const isShared = rest.length > 1;
      if (this.#held.has(name)) this.#waiting.push({ name, callback });
      else if (isShared) callback();
      else {
        this.#held.add(name);
        own.add(name);
        void callback();
      }
      await Promise.resolve();
    };
    const close = () => {
      for (const name of own) this.#held.delete(name);
      const [granted, waiting] = [
        this.#waiting.filter(({ name }) => own.has(name)),
        this.#waiting.filter(({ name }) => !own.has(name)),
      ];
      this.#waiting = waiting;
      for (const { callback } of granted) callback();
    };
    return { locks: { request } as Pick<LockManager, 'request'>, close };
  }
}
