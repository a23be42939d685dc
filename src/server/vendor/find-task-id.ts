import { isTaskId } from '#shared/ids.ts';

import { asObject } from './parse-json.ts';

/** Deeper than any vendor nests its answer. */
const DEPTH_MAX = 4;
const NAMED = /^task_?id$/i;
/** Names that hold an id, where there is no taskId. */
const LIKELY = /^(id|(job|record|generation)_?id)$/i;
/** A word that says how it went is no id. */
const STATUS_WORD = /^[a-z_]{0,15}$/i;
const DIGITS_MIN = 6;

/** Text or a whole number as an id; null when it is none. */
export function asTaskId(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string') return null;
  const trimmed = text.trim();
  return isTaskId(trimmed) ? trimmed : null;
}

/** Every id that stands under such a name, each once. */
function idsNamed(name: RegExp, value: unknown, depth = 0): string[] {
  if (depth > DEPTH_MAX) return [];
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => idsNamed(name, item, depth + 1)))];
  const object = asObject(value);
  if (!object) return [];
  const own = Object.entries(object).flatMap(([key, item]) =>
    name.test(key) ? (asTaskId(item) ?? []) : idsNamed(name, item, depth + 1),
  );
  return [...new Set(own)];
}

/** A value that can only be an id: in `data` itself, or as the only item of a list. */
function bareId(value: unknown): string | null {
  const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const taskId = asTaskId(only);
  if (taskId === null || taskId.includes('://') || STATUS_WORD.test(taskId)) return null;
  return /^-?[\d.]+$/.test(taskId) && taskId.length < DIGITS_MIN ? null : taskId;
}

interface FoundTaskId {
  taskId: string;
  /** False where the answer holds several: only a record can tell which one it is. */
  isSure: boolean;
}

/**
 * The taskId in an answer to a submission. One that is named so counts whatever else the answer says; any other single
 * id counts where the answer says success.
 */
export function findTaskId(answer: unknown, saysSuccess: boolean): FoundTaskId | null {
  const object = asObject(answer);
  const data = object && 'data' in object ? object['data'] : answer;
  const bare = bareId(data);
  const found = idsNamed(NAMED, answer);
  const likely = saysSuccess ? (bare === null ? idsNamed(LIKELY, data) : [bare]) : [];
  const ids = found.length > 0 ? found : likely;
  const [taskId] = ids;
  return taskId === undefined ? null : { taskId, isSure: ids.length === 1 };
}

const CUT_TASK_ID = /"task_?id"\s*:\s*(?:"([^"\\]{1,256})"|(\d{1,256})(?=\s*[,}\]]))/i;

/** A taskId that arrived whole, in a body that did not. */
export function taskIdInCut(text: string): string | null {
  const [, quoted, digits] = CUT_TASK_ID.exec(text) ?? [];
  return asTaskId(quoted ?? digits);
}
