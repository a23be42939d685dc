import { isDeepStrictEqual } from 'node:util';

/** The part of vitest that the suites of tasks/ and db/ use, for where vitest cannot be: in a Durable Object. */
type Work = (...given: never[]) => unknown;
interface Collected {
  name: string;
  run: () => unknown;
}

export const collected: Collected[] = [];
let path: string[] = [];
let ends: (() => unknown)[] = [];

export const beginFile = (name: string): void => void (path = [name]);
export const onTestFinished = (end: () => unknown): void => void ends.push(end);

export async function runTest({ run }: Collected): Promise<void> {
  ends = [];
  try {
    await run();
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

function describeOnce(name: string, work: () => void): void {
  path.push(name);
  work();
  path.pop();
}

const add = (name: string, run: () => unknown): void =>
  void collected.push({ name: [...path, name].join(' › '), run });

const argumentsOf = (row: unknown): never[] => (Array.isArray(row) ? row : [row]) as never[];
const eachOf =
  (one: (name: string, work: () => void) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, work: Work): void =>
    rows.forEach((row, n) => one(`${name} (${n + 1})`, () => work(...argumentsOf(row)) as void));

export const test = Object.assign(add, { each: eachOf(add) });
export const it = test;
export const describe = Object.assign(describeOnce, { each: eachOf(describeOnce) });

class Like {
  readonly fits: (value: unknown) => boolean;
  constructor(fits: (value: unknown) => boolean) {
    this.fits = fits;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  isObject(value) &&
  (Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object));

/** @param isPart whether what is not asked for may be there too */
function fits(value: unknown, wanted: unknown, isPart: boolean): boolean {
  if (wanted instanceof Like) return wanted.fits(value);
  if (wanted instanceof Set && value instanceof Set)
    return wanted.size === value.size && [...(wanted as Set<unknown>)].every((one) => value.has(one));
  if (wanted instanceof Map && value instanceof Map)
    return fits([...(value as Map<unknown, unknown>)], [...(wanted as Map<unknown, unknown>)], isPart);
  if (!isObject(wanted) || !isObject(value) || (!isPlain(wanted) && !isPart))
    return isDeepStrictEqual(value, wanted);
  if (Array.isArray(wanted) && !Array.isArray(value)) return false;
  if (Array.isArray(value) && !Array.isArray(wanted) && !isPart) return false;
  if (Array.isArray(wanted) && wanted.length !== (value as unknown as unknown[]).length) return false;
  const names =
    isPart && !Array.isArray(wanted) ? Object.keys(wanted) : [...Object.keys(wanted), ...Object.keys(value)];
  return names.every((name) => fits(value[name], wanted[name], isPart));
}

function throws(caught: unknown, wanted: unknown): boolean {
  if (wanted === undefined) return true;
  const message = caught instanceof Error ? caught.message : String(caught);
  if (typeof wanted === 'string') return message.includes(wanted);
  if (wanted instanceof RegExp) return wanted.test(message);
  if (typeof wanted === 'function') return caught instanceof (wanted as new () => object);
  return fits(caught, wanted, true);
}

const text = (value: unknown): string => {
  try {
    return JSON.stringify(value)?.slice(0, 600) ?? String(value);
  } catch {
    return String(value);
  }
};

const CHECKS: Readonly<Record<string, (value: never, wanted: never, second: never) => boolean>> = {
  toBe: (value, wanted) => Object.is(value, wanted),
  toEqual: (value, wanted) => fits(value, wanted, false),
  toStrictEqual: (value, wanted) => fits(value, wanted, false),
  toMatchObject: (value, wanted) => fits(value, wanted, true),
  toHaveLength: (value: unknown[], wanted: number) => value.length === wanted,
  toContain: (value: unknown[], wanted: unknown) => value.includes(wanted),
  toContainEqual: (value: unknown[], wanted: unknown) => value.some((one) => fits(one, wanted, false)),
  toMatch: (value: string, wanted: RegExp | string) => new RegExp(wanted).test(value),
  toBeNull: (value) => value === null,
  toBeUndefined: (value) => value === undefined,
  toBeDefined: (value) => value !== undefined,
  toBeTruthy: (value) => Boolean(value),
  toHaveProperty: (value: object, name: string) => name in value,
  toBeLessThan: (value: number, wanted: number) => value < wanted,
  toBeLessThanOrEqual: (value: number, wanted: number) => value <= wanted,
  toBeGreaterThan: (value: number, wanted: number) => value > wanted,
  toBeGreaterThanOrEqual: (value: number, wanted: number) => value >= wanted,
  toBeCloseTo: (value: number, wanted: number) => Math.abs(value - wanted) < 0.005,
  toBeInstanceOf: (value: unknown, wanted: new () => object) => value instanceof wanted,
};

function assert(name: string, isMet: boolean, value: unknown, wanted: unknown, isNot: boolean): void {
  if (isMet === isNot) throw new Error(`${text(value)} ${isNot ? 'not ' : ''}${name} ${text(wanted)}`);
}

function matchers(value: unknown, isNot = false): Record<string, unknown> {
  const all: Record<string, unknown> = Object.fromEntries(
    Object.entries(CHECKS).map(([name, check]) => [
      name,
      (wanted: unknown, second: unknown) =>
        assert(name, check(value as never, wanted as never, second as never), value, wanted, isNot),
    ]),
  );
  all['toThrow'] = (wanted: unknown) => {
    let caught: unknown = null;
    let hasThrown = false;
    try {
      (value as () => void)();
    } catch (error) {
      [caught, hasThrown] = [error, true];
    }
    assert('toThrow', hasThrown && throws(caught, wanted), caught, wanted, isNot);
  };
  return all;
}

/** Matchers of what a promise comes to. */
function later(promise: Promise<unknown>, isRejected: boolean): Record<string, unknown> {
  const settled = promise.then(
    (value) => ({ value, failed: false }),
    (error: unknown) => ({ value: error, failed: true }),
  );
  const names = [...Object.keys(CHECKS), 'toThrow'];
  return Object.fromEntries(
    names.map((name) => [
      name,
      async (wanted: unknown) => {
        const { value, failed } = await settled;
        if (failed !== isRejected)
          throw new Error(`It ${failed ? 'failed' : 'did not fail'}: ${text(value)}`);
        if (name === 'toThrow') return assert(name, throws(value, wanted), value, wanted, false);
        (matchers(value)[name] as (wanted: unknown) => void)(wanted);
      },
    ]),
  );
}

const of = (value: unknown) => ({
  ...matchers(value),
  not: matchers(value, true),
  get resolves() {
    return later(value as Promise<unknown>, false);
  },
  get rejects() {
    return later(
      typeof value === 'function' ? (value as () => Promise<unknown>)() : (value as Promise<unknown>),
      true,
    );
  },
});

const TURNS = 500;

/** Asks until it is so. */
const poll = (ask: () => unknown) => ({
  async toEqual(wanted: unknown) {
    for (let turn = 0; turn < TURNS && !fits(ask(), wanted, false); turn++)
      await new Promise((resolve) => void setTimeout(resolve));
    assert('toEqual', fits(ask(), wanted, false), ask(), wanted, false);
  },
});

export const expect = Object.assign(of, {
  poll,
  soft: of,
  stringMatching: (wanted: RegExp | string) => new Like((value) => new RegExp(wanted).test(String(value))),
  stringContaining: (wanted: string) => new Like((value) => String(value).includes(wanted)),
  objectContaining: (wanted: object) => new Like((value) => fits(value, wanted, true)),
  arrayContaining: (wanted: unknown[]) =>
    new Like((value) => wanted.every((one) => (value as unknown[]).some((other) => fits(other, one, false)))),
  any: (type: { name: string }) =>
    new Like((value) => isObject(value) || typeof value === type.name.toLowerCase()),
  anything: () => new Like((value) => value !== null && value !== undefined),
});
