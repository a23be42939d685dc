export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What the journey asks of a browser: W3C actions, and functions that run in the page. */
export interface Driver {
  goto(url: string): Promise<void>;
  /** Calls a function in the page and waits for what it promises. It sees nothing but its arguments. */
  call<Args extends Json[], T>(work: (...args: Args) => T | Promise<T>, ...args: Args): Promise<T>;
  /** Runs a script as a page's own would run. */
  run(source: string): Promise<void>;
  /** The actions of https://www.w3.org/TR/webdriver2/#actions, the same for both protocols. */
  perform(actions: Json[]): Promise<void>;
  /** Puts files into the file input that this selector finds. */
  setFiles(selector: string, files: string[]): Promise<void>;
  /** Of the page, CSS pixels; a window may not get as small. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

export interface Engine {
  name: string;
  /** Why it cannot run here; null when it can. */
  missing: () => string | null;
  /** `isSilent`: without a place for sound to go, where the engine needs one. */
  open: (isSilent?: boolean) => Promise<Driver>;
}

/** A browser that does not answer for so long has hung: the step fails, and the run goes on to its end. */
export const ANSWER_MS = 90_000;

/** The text of a call for a protocol that takes text: arguments and answer as JSON. */
export const callText = (work: (...args: never[]) => unknown, args: readonly Json[]): string =>
  `Promise.resolve((${String(work)})(...${JSON.stringify(args)})).then((value) => JSON.stringify(value ?? null))`;
