import * as z from 'zod/mini';

import { ANSWER_SCHEMAS, type JsonSchema, ref } from './json-schemas.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';

/** Refusals that any route may give. */
const COMMON = [400, 401, 403];
const MEANINGS: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Made.',
  204: 'Done.',
  303: 'Done; go on there.',
  400: 'The request is wrong; `problem.field` names the field.',
  401: 'An access token is needed: as Bearer, or by a login.',
  403: 'Not from this host, origin or address.',
  404: 'There is no such thing.',
  409: 'Not in this state.',
  410: 'It was deleted.',
  413: 'Too large.',
  416: 'No such range.',
  422: 'Understood, and refused: a key that was used for another request, or that the vendor refuses.',
  424: 'The vendor could not be reached, or its answer not be read. Never sent again by itself.',
  429: 'Too many records asked for at once, or the quota of this workspace is used up; nothing was sent.',
  503: 'The server is stopping; nothing was sent.',
  507: 'The data folder cannot be written.',
};

const REFUSAL_EXAMPLE = {
  code: 400,
  msg: 'The prompt is missing.',
  data: null,
  problem: { code: 'invalid-request', message: 'The prompt is missing.', field: 'prompt', charged: 'no' },
};

/** What a client may send: before defaults and conversions. */
const schemaOf = (schema: z.ZodMiniType): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};

const asJson = (schema: JsonSchema, example?: unknown) => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
});

function contentOf(content: JsonSchema | string) {
  return typeof content === 'string' ? { [content]: { schema: { type: 'string' } } } : asJson(content);
}

function parametersOf({ path, query, headers = [] }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const { properties = {}, required = [] } = (query ? schemaOf(query) : {}) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const inHeader = headers.map((name) => ({
    name,
    in: 'header',
    required: false,
    schema: { type: 'string' },
  }));
  return [...inPath, ...inQuery, ...inHeader];
}

function operationOf(operation: Operation) {
  const { method, path, tag, summary, body, example, answer, refusals = [] } = operation;
  const refused = [...COMMON, ...refusals].map((status) => [
    status,
    { description: MEANINGS[status], content: asJson(ref('Envelope'), { ...REFUSAL_EXAMPLE, code: status }) },
  ]);
  return {
    operationId: `${method}${path.replace(/[^a-z\d]+(\w)/gi, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '')}`,
    tags: [tag],
    summary,
    parameters: parametersOf(operation),
    ...(body && { requestBody: { required: true, content: asJson(schemaOf(body), example) } }),
    responses: {
      ...Object.fromEntries(refused),
      [answer.status]: {
        description: MEANINGS[answer.status],
        ...(answer.content !== null && { content: contentOf(answer.content) }),
      },
    },
  };
}

/** The server's own description, from the schemas that check what comes in. */
export function buildOpenApi(server: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    (paths[operation.path] ??= {})[operation.method] = operationOf(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cuesmith',
      version: '1',
      description:
        'Every refusal is an envelope with `code`, `msg` and `problem`. After a send no answer is 500 or more. Unsafe methods take JSON only.',
    },
    servers: [{ url: server }],
    security: [{}, { accessToken: [] }],
    paths,
    components: {
      schemas: ANSWER_SCHEMAS,
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', description: 'ACCESS_TOKEN, where one is set.' },
      },
    },
  };
}
