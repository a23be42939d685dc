import { isBpm, parseBpm } from '#shared/bpm.ts';
import { emptySound } from '#shared/empty-sound.ts';
import { parseKey } from '#shared/key/parse-key.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { strings } from '../../strings/tool-strings.ts';
import { shellWords } from './shell-words.ts';

type ParseProblem = keyof typeof strings.paste.problems;

type ParsedRequest =
  | { problem: ParseProblem }
  | {
      request: SoundRequest;
      /** What was left out or put right, in sentences. */
      remarks: string[];
    };

const DATA_FLAGS = /^(?:-d|--data|--data-raw|--data-binary|--data-ascii|--json)(?:=([\s\S]*))?$/;
/** A key itself, not the name of a variable or a placeholder. */
const SECRET = /authorization["']?\s*:\s*f?["'`]?(?:bearer\s+)?(?!bearer\b|[$%<{]|your)[^\s"'`]{6,}/i;

/** The JSON a curl command would send; null without one. */
function curlBody(command: string): string | null {
  const words = shellWords(command);
  for (const [index, word] of words.entries()) {
    const glued = /^-d(?=[{'"])([\s\S]+)$/.exec(word)?.[1];
    const flag = DATA_FLAGS.exec(word);
    const body = glued ?? (flag ? (flag[1] ?? words[index + 1]) : undefined);
    if (body !== undefined && !body.startsWith('@')) return body;
  }
  return null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const camel = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The request itself: bare, in the jobs route's `input`, in our own list of tasks, or as record-info's `param`. */
function unwrap(json: unknown): Record<string, unknown> | null {
  if (!isObject(json)) return null;
  const [first] = Array.isArray(json['tasks']) ? (json['tasks'] as unknown[]) : [];
  const param = typeof json['param'] === 'string' ? parseJson(json['param']) : undefined;
  const inner = [
    json['input'],
    json['request'],
    isObject(first) ? first['request'] : undefined,
    json['data'],
    param,
  ].find(isObject);
  return inner && !('prompt' in json) ? unwrap(inner) : json;
}

/** Strings stay; Python's own words become JSON's, and a comma before a closing bracket goes. */
const PYTHON = /"(?:[^"\\]|\\.)*"|\b(?:True|False|None)\b|,(?=\s*[}\]])/g;
const IN_JSON: Record<string, string> = { True: 'true', False: 'false', None: 'null', ',': '' };
const STRING_OR_BRACE = /"(?:[^"\\]|\\.)*"|[{}]/g;

/** Where the brace at `start` is closed; -1 for nowhere. */
function closingBrace(code: string, start: number): number {
  let depth = 0;
  for (const { 0: token, index } of code.slice(start).matchAll(STRING_OR_BRACE)) {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0) return start + index;
  }
  return -1;
}

/** The body in a program's text: the first object that names a prompt. */
function bodyIn(code: string): Record<string, unknown> | null {
  for (let at = code.indexOf('{'); at >= 0; at = code.indexOf('{', at + 1)) {
    const object = code.slice(at, closingBrace(code, at) + 1);
    const json = unwrap(parseJson(object.replaceAll(PYTHON, (token) => IN_JSON[token] ?? token)));
    if (json !== null && 'prompt' in json) return json;
  }
  return null;
}

/** A longer text is no request, and would take long to look through. */
const CODE_MAX = 20_000;

/** A pasted JSON body, curl command or code as a request on top of the form's usual values. */
export function parseRequest(pasted: string, models: readonly string[]): ParsedRequest {
  const text = pasted.trim();
  if (text === '') return { problem: 'empty' };
  const isCurl = /^(?:\$\s+)?curl\b/.test(text);
  const body = isCurl ? curlBody(text) : text;
  if (body === null) return { problem: 'no-body' };
  const json = unwrap(parseJson(body)) ?? (isCurl || text.length > CODE_MAX ? null : bodyIn(text));
  if (json === null) return { problem: 'not-json' };
  const fields = Object.fromEntries(Object.entries(json).map(([name, value]) => [camel(name), value]));
  const reading = readFields(fields, models);
  if (reading.known === 0) return { problem: 'not-a-request' };
  if (SECRET.test(text)) reading.remarks.push(strings.paste.secret);
  return { request: reading.request, remarks: reading.remarks };
}

function readFields(fields: Record<string, unknown>, models: readonly string[]) {
  const request: SoundRequest = { ...emptySound, model: models[0] ?? emptySound.model };
  const remarks: string[] = [];
  const ignored: string[] = [];
  let known = 0;
  const shown = (value: unknown) =>
    typeof value === 'string' ? `“${value.slice(0, 60)}”` : JSON.stringify(value);
  const wrong = (name: keyof typeof strings.fields, value: unknown) =>
    remarks.push(strings.paste.wrong(strings.fields[name], shown(value)));

  for (const [name, value] of Object.entries(fields)) {
    known += 1;
    // `null` and an empty text stand for a field that was left out.
    if (value === null || value === '') continue;
    if (name === 'prompt' && typeof value === 'string') request.prompt = value;
    else if (name === 'soundKey' && typeof value === 'string') {
      const key = parseKey(value);
      if (!key) wrong(name, value);
      else {
        request.soundKey = key;
        if (key !== value) remarks.push(strings.paste.mended(strings.fields.soundKey, shown(value), key));
      }
    } else if (name === 'soundTempo') {
      const bpm = typeof value === 'string' ? parseBpm(value) : value;
      if (isBpm(bpm)) request.soundTempo = bpm;
      else wrong(name, value);
    } else if (name === 'soundLoop' || name === 'grabLyrics') {
      if (typeof value === 'boolean') request[name] = value;
      else wrong(name, value);
    } else if (name === 'callBackUrl') {
      if (typeof value === 'string' && URL.canParse(value) && /^https?:/i.test(value))
        request.callBackUrl = value;
      else wrong(name, value);
    } else if (name === 'model') {
      const model = models.find((each) => each === value);
      if (model === undefined)
        remarks.push(strings.paste.mended(strings.fields.model, shown(value), request.model));
      else request.model = model;
    } else {
      known -= 1;
      ignored.push(name);
    }
  }
  if (ignored.length > 0) remarks.push(strings.paste.ignored(ignored.join(', ')));
  return { request, remarks, known };
}
