import { expect, it } from 'vitest';

import { aRequest, readyTask } from '../../../testing/task-builders.ts';
import { layOut } from './compare-layout.ts';

it('lays prompts down and ways across, and leaves a gap where the batch has none', () => {
  const made = (prompt: string, soundTempo: number) =>
    readyTask({ request: aRequest({ prompt, soundTempo }) });
  const tasks = [made('rain', 90), made('rain', 120), made('drum', 120), made('drum', 120)];
  const { columns, rows } = layOut(tasks);
  expect(columns.map(({ request }) => request.soundTempo)).toEqual([90, 120]);
  expect(rows.map(({ prompt, cells }) => [prompt, ...cells.map((cell) => cell.tasks.length)])).toEqual([
    ['rain', 1, 1],
    ['drum', 0, 2],
  ]);
});
