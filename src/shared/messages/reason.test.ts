import { expect, it, test } from 'vitest';

import { BPM_MAX } from '../limits.ts';
import { soundFields } from '../sound-request.ts';
import { because, fieldError, reasonOfFieldError } from './reason.ts';

it.each([
  [because('noTake', 'B'), 'This task has no take B.'],
  [because('quotaBytes', 1.5, 1), 'This workspace keeps 1.5 GB of audio and may keep 1.'],
  [because('otherPrompt', 'a {name} in it'), 'That taskId belongs to another prompt: “a {name} in it”.'],
])('%o is said in English with what it names', ({ message }, sentence) => {
  expect(message).toContain(sentence);
});

test('an error of a field is found by the sentence that zod carries', () => {
  const { error } = soundFields.soundTempo.safeParse(BPM_MAX + 1);
  const message = error?.issues[0]?.message ?? '';
  expect(message).toBe('BPM must be at most 300.');
  expect(reasonOfFieldError(message)).toEqual({ reason: 'bpmMax', values: [BPM_MAX] });
});

test('the same sentence with other values is another error', () => {
  expect(reasonOfFieldError(fieldError('tagsMany', 20))?.values).toEqual([20]);
  expect(reasonOfFieldError(fieldError('tagsMany', 7))?.values).toEqual([7]);
  expect(reasonOfFieldError('No such sentence.')).toBeUndefined();
});
