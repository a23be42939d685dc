import * as z from 'zod/mini';

import type { SqlValue } from '../platform/sql.ts';

/** How one value of a row is stored. */
export interface Column<Value> {
  column: string;
  /** Whether SQLite stores it as INTEGER. */
  isInteger: boolean;
  encode: (value: Value) => SqlValue;
  /** Undefined when the cell is damaged. */
  decode: (cell: SqlValue) => Value | undefined;
  fallback: Value;
}

const DATE_MAX = 8_640_000_000_000_000;

export const isText = (cell: unknown): cell is string => typeof cell === 'string';
export const isReal = (cell: unknown): cell is number => typeof cell === 'number' && Number.isFinite(cell);
export const isCount = (cell: unknown): cell is number => Number.isSafeInteger(cell) && Number(cell) >= 0;
export const isMoment = (cell: unknown): cell is number => isCount(cell) && cell <= DATE_MAX;
export const oneOf =
  <Value extends string>(values: readonly Value[]) =>
  (cell: unknown): cell is Value =>
    values.some((value) => value === cell);

export const plain = <Value extends SqlValue>(
  column: string,
  isValid: (cell: unknown) => cell is Value,
  fallback: Value,
): Column<Value> => ({
  column,
  isInteger: isValid(0),
  encode: (value) => value,
  decode: (cell) => (isValid(cell) ? cell : undefined),
  fallback,
});

export const nullable = <Value extends SqlValue>(
  column: string,
  isValid: (cell: unknown) => cell is Value,
): Column<Value | null> => ({
  column,
  isInteger: isValid(0),
  encode: (value) => value,
  decode: (cell) => (cell === null || isValid(cell) ? cell : undefined),
  fallback: null,
});

export const flag = (column: string): Column<boolean> => ({
  column,
  isInteger: true,
  encode: Number,
  decode: (cell) => (cell === 0 || cell === 1 ? cell === 1 : undefined),
  fallback: false,
});

/** `schema` only checks: fields of a newer version stay. */
export const json = <Value>(column: string, schema: z.ZodMiniType, fallback: Value): Column<Value> => ({
  column,
  isInteger: false,
  encode: (value) => (value === null ? null : JSON.stringify(value)),
  decode(cell) {
    try {
      const value: unknown = cell === null ? null : JSON.parse(String(cell));
      return z.safeParse(schema, value).success ? (value as Value) : undefined;
    } catch {
      return undefined;
    }
  },
  fallback,
});
