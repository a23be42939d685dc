import { describe, expect, it } from 'vitest';

import { emptySound } from './empty-sound.ts';
import { isFreeToRetry, isResendable } from './may-retry.ts';
import type { TaskState } from './task.ts';

const request = { ...emptySound, prompt: 'rain' };

describe('a retry without a question', () => {
  it.each<[TaskState, 'no' | 'unsure' | 'yes', boolean]>([
    ['refused', 'no', true],
    ['refused', 'unsure', false],
    ['failed', 'no', true],
    ['failed', 'yes', false],
    ['unknown', 'no', false],
    ['unknown', 'unsure', false],
    ['dismissed', 'no', false],
    ['held', 'no', false],
  ])('of a task that is %s and charged "%s": %s', (state, charged, is) => {
    expect(isFreeToRetry({ state, problem: { charged }, request })).toBe(is);
  });

  it('is there for a cancelled task', () => {
    expect(isFreeToRetry({ state: 'cancelled', request })).toBe(true);
  });

  it('is not there once the task was sent again', () => {
    const problem = { charged: 'no' } as const;
    expect(isFreeToRetry({ state: 'refused', problem, request, resentAs: 'new' })).toBe(false);
    expect(isResendable({ state: 'unknown', request, resentAs: 'new' })).toBe(false);
    expect(isFreeToRetry({ state: 'refused', problem, request, resentAs: null })).toBe(true);
  });

  it('needs the whole request', () => {
    const partial = { ...request, model: null };
    expect(isFreeToRetry({ state: 'cancelled', request: partial })).toBe(false);
    expect(isResendable({ state: 'unknown', request: partial })).toBe(false);
    expect(isResendable({ state: 'unknown', request })).toBe(true);
  });
});
