import { describe, expect, it } from 'vitest';

import { PROBLEM_CODES } from '#shared/problem.ts';

import { aProblem } from '../../testing/task-builders.ts';
import { ApiError } from '../lib/api-error.ts';
import { errorText, problemText, sayProblem } from './problem-strings.ts';

describe('a problem', () => {
  it.each(PROBLEM_CODES)('%s is told in three short sentences: what, cost, next', (code) => {
    const text = problemText(aProblem(code));
    expect(text).toMatch(/^[A-Z].*\. Nothing was charged\. [A-Z].*\.$/);
    expect(text).not.toMatch(/!|oops|sorry/i);
    expect(text.length).toBeLessThan(200);
  });

  it('says what is known of the cost', () => {
    expect(problemText({ code: 'server-error', charged: 'unsure' })).toContain('It may have been charged.');
    expect(problemText({ code: 'timed-out', charged: 'yes' })).toContain('It was charged.');
  });

  it('says what look.md asks for when credits ran out', () => {
    expect(problemText(aProblem('out-of-credits'))).toBe(
      'Out of credits at the vendor. Nothing was charged. Top up, then press Retry.',
    );
  });
});

it.each([
  [{ id: 'sandbox', name: 'Sandbox' }, 'The Sandbox declined this prompt.'],
  [{ id: 'x', name: 'apibox' }, 'apibox declined this prompt.'],
  [undefined, 'The vendor declined this prompt.'],
])('says who makes the sound, where that is known', (connection, sentence) => {
  expect(sayProblem('moderated', connection).what).toBe(sentence);
});

describe('a failed call', () => {
  it('is told in the server’s words when a field or a move is wrong', () => {
    const problem = aProblem('invalid-request', { message: 'BPM must be at most 300.' });
    expect(errorText(new ApiError('invalid-request', 400, { problem }))).toBe('BPM must be at most 300.');
  });

  it('is told in ours when the server did not answer', () => {
    expect(errorText(new ApiError('no-answer', 0))).toBe(
      'No connection to Cuesmith’s server. Nothing is lost; this page goes on by itself when it is back.',
    );
  });

  it('is told by its code when the vendor is the cause', () => {
    const problem = aProblem('unreachable');
    expect(errorText(new ApiError('unreachable', 424, { problem }))).toMatch(
      /^The vendor could not be reached\./,
    );
  });
});
