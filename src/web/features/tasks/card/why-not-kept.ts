import { takeLetter, takesOf, type Take, type Task } from '#shared/task.ts';

import { expired, notKept } from '../../../strings/list-strings.ts';
import { why } from '../../../strings/not-kept-strings.ts';
import { take } from '../../../strings/task-strings.ts';
import { isTakeGone } from './task-status.ts';

/** In the page's language; what an earlier release wrote, or a later one has no words for here, in the server's English. */
export function sayWhy({ keepProblem, keepReason }: Take, words = why): string | undefined {
  const say = (keepReason && words[keepReason.code]) ?? keepProblem;
  return typeof say === 'function' ? say(...((keepReason?.values ?? []) as never[])) : say;
}

/** Of each take that could not be copied: one or two sentences that say why. */
export const whyNotKept = (task: Task): { n: number; text: string }[] =>
  takesOf(task).flatMap((each) => {
    const text = sayWhy(each) ?? (isTakeGone(each) ? `${expired}.` : '');
    return text === '' ? [] : [{ n: each.n, text: notKept(take(takeLetter(each.n)), text) }];
  });
