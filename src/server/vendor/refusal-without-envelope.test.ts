import { describe, expect, it } from 'vitest';

import { parseRetryAfter, refusalWithoutEnvelope } from './refusal-without-envelope.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const refusal = (status: number, text: string) => refusalWithoutEnvelope(status, text, (said) => said);

describe('Retry-After', () => {
  it.each([
    ['2', 2000],
    ['0', 0],
    [' 120 ', 120_000],
    ['1.5', 1500],
    ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
    ['999999', 3_600_000],
    ['soon', null],
    ['', null],
    [null, null],
  ])('of %j is %j ms', (header, waitMs) => {
    expect(parseRetryAfter(header, NOW)).toBe(waitMs);
  });
});

describe('a 4xx without an envelope (M7)', () => {
  it.each([
    [401, '{"detail":"Invalid token."}', 'unauthorized', 'Invalid token.'],
    [403, '{"error":{"message":"Disabled."}}', 'unauthorized', 'Disabled.'],
    [403, 'Forbidden', 'unauthorized', 'Forbidden'],
    [401, '', 'unauthorized', undefined],
    [403, '<!doctype html><title>Just a moment</title>', 'blocked', undefined],
    [403, 'error code: 1010', 'blocked', undefined],
    [429, '<html>', 'slow-down', 'HTTP 429'],
    [429, '{"errors":[{"message":"Slow."}]}', 'slow-down', 'Slow.'],
    [418, 'I am a teapot', 'blocked', 'I am a teapot'],
  ])('HTTP %i with %j is %s', (status, text, code, vendorMessage) => {
    const problem = refusal(status, text);
    expect(problem).toMatchObject({ code, charged: 'no' });
    expect(problem.vendorMessage).toBe(vendorMessage);
  });
});
