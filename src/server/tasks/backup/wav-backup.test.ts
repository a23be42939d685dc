import { expect, test } from 'vitest';

import { lostAnswer } from '../../../testing/scripted-vendor.ts';
import { startTasks, type TasksKit } from '../../../testing/task-fixtures.ts';

const take = (audioId: string) => ({ taskId: 't1', audioId });

async function moveTo(from: TasksKit, to: TasksKit) {
  const text = [...from.tasks.backup.text({})].join('');
  const { id } = await to.tasks.backup.preview(new Blob([text]).stream());
  return { text, answer: await to.tasks.backup.apply(id, false) };
}

test('a conversion that was paid for is known wherever the backup goes, and asked for nowhere again', async () => {
  const [one, other] = [startTasks(), startTasks()];
  one.vendor.answerNextWav({ kind: 'accepted', taskId: 'w1' }, lostAnswer, new Promise(() => undefined));
  await one.tasks.convertToWav(take('a1'));
  await one.tasks.readWav('w1', (path) => path);
  await one.tasks.convertToWav(take('a2'));
  void one.tasks.convertToWav(take('a3'));
  await one.settle();
  const { text, answer } = await moveTo(one, other);
  expect(answer.badRows.count).toBe(0);
  expect(await other.tasks.convertToWav(take('a1'))).toEqual({ taskId: 'w1', problem: null });
  for (const audioId of ['a2', 'a3'])
    expect(await other.tasks.convertToWav(take(audioId))).toMatchObject({
      taskId: null,
      problem: { code: 'outcome-unknown', charged: 'unsure' },
    });
  expect(other.vendor.converted).toEqual([]);
  const wavsIn = (backup: string) => (JSON.parse(backup) as { wavs: unknown[] }).wavs;
  expect(wavsIn([...other.tasks.backup.text({})].join(''))).toEqual(wavsIn(text));
});

test('what is known here stays as it is, and a row that is none is named', async () => {
  const kit = startTasks();
  await kit.tasks.convertToWav(take('a1'));
  const backup = JSON.parse([...kit.tasks.backup.text({})].join('')) as { wavs: object[] };
  const [wav] = backup.wavs;
  const changed = {
    ...backup,
    wavs: [
      { ...wav, wavTaskId: 'other' },
      { ...wav, audioId: 'a2', wavTaskId: null },
    ],
  };
  const { id, badRows } = await kit.tasks.backup.preview(new Blob([JSON.stringify(changed)]).stream());
  expect(badRows).toMatchObject({ count: 1, shown: [{ field: 'wavs.1.wavTaskId' }] });
  await kit.tasks.backup.apply(id, false);
  expect(await kit.tasks.convertToWav(take('a1'))).toMatchObject({ taskId: 'w1' });
});
