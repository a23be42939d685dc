import { takeLetter, type Task } from '#shared/task.ts';

import { expired } from '../../../strings/list-strings.ts';
import { notKept, take } from '../../../strings/task-strings.ts';
import { isTakeGone } from './task-status.ts';

/** Of each take that could not be copied: one or two sentences that say why. */
export const whyNotKept = (task: Task): { n: number; text: string }[] =>
  ('takes' in task ? task.takes : []).flatMap((each) => {
    const why = each.keepProblem ?? (isTakeGone(each) ? `${expired}.` : '');
    return why === '' ? [] : [{ n: each.n, text: notKept(take(takeLetter(each.n)), why) }];
  });
