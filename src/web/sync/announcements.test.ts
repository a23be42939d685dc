import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Task } from '#shared/task.ts';

import {
  cancelledTask,
  failedTask,
  heldTask,
  readyTask,
  refusedTask,
  renderingTask,
  sendingTask,
} from '../../testing/task-builders.ts';
import { createAnnouncer } from './announcements.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T10:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function follow(...states: Task[][]) {
  const said: string[] = [];
  const onChange = createAnnouncer((text) => said.push(text));
  for (const states_ of states) {
    for (const [index, now] of states_.entries()) onChange({ before: states_[index - 1], now });
  }
  vi.runAllTimers();
  return said;
}

describe('the live region', () => {
  it('hears queued and ready once each, whatever the states between', () => {
    const id = 'one';
    expect(
      follow([
        heldTask({ id }),
        sendingTask({ id }),
        renderingTask({ id }),
        readyTask({ id }),
        readyTask({ id }),
      ]),
    ).toEqual(['Queued: soft rain. Ready: soft rain.']);
  });

  it('hears a refusal that came at once as failed', () => {
    expect(follow([refusedTask('out-of-credits')])).toEqual(['Failed: soft rain.']);
    expect(follow([renderingTask({ id: 'x' }), failedTask('moderated', { id: 'x' })])).toEqual([
      'Queued: soft rain. Failed: soft rain.',
    ]);
  });

  it('hears a batch as one sentence', () => {
    expect(follow(...Array.from({ length: 24 }, () => [renderingTask()]))).toEqual(['Queued: 24 sounds.']);
  });

  it('hears nothing of what a person did, nor of what was over long ago', () => {
    expect(follow([cancelledTask()])).toEqual([]);
    expect(follow([readyTask({ createdAt: '2026-11-21T10:00:00.000Z' })])).toEqual([]);
  });
});
