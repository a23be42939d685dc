import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { csvHead, csvLine } from '../../../../server/http/routes/task-csv.ts';
import { anyRequest } from '../../../../testing/request-arbitrary.ts';
import { aRequest, cancelledTask } from '../../../../testing/task-builders.ts';
import { readCsv } from './read-csv.ts';
import { NO, YES, readFlag } from './read-flag.ts';

/** Our table has no column for the callback: it may hold a secret. A sign that stands for lost text is refused. */
const requests = anyRequest
  .filter(({ prompt }) => !prompt.includes('\uFFFD'))
  .map((request) => ({ ...request, callBackUrl: undefined }));

it('any list of ours goes out as CSV and comes back as the same batch (T4)', () => {
  // What the form holds does not shine through.
  const base = aRequest({ prompt: 'of the form', soundTempo: 77, soundKey: 'F', soundLoop: true });
  fc.assert(
    fc.property(
      fc.uniqueArray(requests, { minLength: 1, selector: (each) => JSON.stringify(each) }),
      (all) => {
        const rows = all.map((request) => csvLine(cancelledTask({ request })));
        const read = readCsv([csvHead, ...rows].join(''), base, ['V5', 'V5_5']);
        expect(read.errors).toEqual([]);
        expect(read.requests).toEqual(all);
      },
    ),
  );
});

it('no word means both yes and no', () => {
  expect(YES.filter((word) => NO.includes(word))).toEqual([]);
  for (const word of YES) expect([word, readFlag(word)]).toEqual([word, true]);
  for (const word of NO) expect([word, readFlag(word)]).toEqual([word, false]);
});
