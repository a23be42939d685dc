import { describe, expect, test } from 'vitest';

import { WALLS, whyForbidden, whyMisplaced } from './lint-rules.ts';

describe('a wall', () => {
  test.each([
    ['web/features/tasks/list/task-list.tsx', '../../../../server/tasks/tasks.ts'],
    ['web/features/tasks/list/task-list.tsx', '../../../../testing/task-builders.ts'],
    ['web/ui/modal.tsx', '../api/api-client.ts'],
    ['web/lib/ticker.ts', '../state/preferences.ts'],
    ['server/http/app.ts', '../vendor/dialects.ts'],
    ['server/http/routes/task-routes.ts', '../../db/task-repository.ts'],
    ['server/db/task-repository.ts', '../tasks/state-machine.ts'],
    ['server/tasks/sender.ts', '../platform/node/node-files.ts'],
    ['server/tasks/sender.ts', '../http/app.ts'],
    ['server/vendor/vendor-client.ts', 'node:http'],
    ['sandbox/create-sandbox.ts', '../server/tasks/tasks.ts'],
    ['synth/synth.ts', '../sandbox/create-sandbox.ts'],
    ['audio/encode/encode-wav.ts', '../../synth/stereo.ts'],
    ['shared/task.ts', '../audio/pcm.ts'],
    ['server/tasks/sender.ts', 'react'],
    ['server/tasks/sender.ts', '#shared/../web/app.tsx'],
  ])('keeps %s from %s', (file, specifier) => {
    expect(whyForbidden(file, specifier)).toEqual(expect.any(String));
  });

  test.each([
    ['web/features/tasks/card/task-card.tsx', '../../inspector/inspector-button.tsx'],
    ['web/features/inspector/decode.ts', '../../../audio/pcm.ts'],
    ['web/features/tasks/tasks-panel.tsx', '#shared/task.ts'],
    ['server/http/app.ts', '../tasks/tasks.ts'],
    ['server/tasks/sender.ts', '../vendor/vendor.ts'],
    ['sandbox/create-sandbox.ts', '../server/platform/clock.ts'],
    ['cli/server.ts', 'node:process'],
    ['cli/create-app.ts', '../server/platform/node/settings.ts'],
    ['server/tasks/sender.test.ts', '../../testing/manual-clock.ts'],
  ])('lets %s import %s', (file, specifier) => {
    expect(whyForbidden(file, specifier)).toBeNull();
  });

  test('stands only between rooms that are there, and arrows make no circle', () => {
    const reach = (room: string, path: readonly string[]): string[] =>
      path.includes(room)
        ? [[...path, room].join(' → ')]
        : (WALLS[room] ?? []).flatMap((next) => reach(next, [...path, room]));
    expect(Object.keys(WALLS).flatMap((room) => reach(room, []))).toEqual([]);
    expect(
      Object.values(WALLS)
        .flat()
        .filter((room) => !(room in WALLS)),
    ).toEqual([]);
  });
});

describe('a place', () => {
  test('is refused to a second file of one name, but for app.ts and tests', () => {
    const files = [
      'web/ui/choice.tsx',
      'web/features/inspector/choice.tsx',
      'sandbox/create-sandbox.ts',
      'server/http/app.ts',
    ];
    expect(whyMisplaced('web/ui/choice.tsx', files)).toContain('web/features/inspector/choice.tsx');
    expect(whyMisplaced('sandbox/create-sandbox.ts', files)).toBeNull();
  });

  test('is refused once in a folder of more than 25', () => {
    const files = Array.from({ length: 27 }, (_, n) => `web/lib/part-${String(n).padStart(2, '0')}.ts`);
    expect(files.filter((file) => whyMisplaced(file, files) !== null)).toEqual(['web/lib/part-25.ts']);
    expect(files.slice(0, 25).filter((file) => whyMisplaced(file, files.slice(0, 25)) !== null)).toEqual([]);
  });
});
