import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { isBlank } from '#shared/blank.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import { soundRequestSchema } from '#shared/sound-request.ts';

import { csvHead, csvLine } from '../../../server/http/routes/task-csv.ts';
import { aRequest, cancelledTask } from '../../../testing/task-builders.ts';
import { readCsv } from './read-csv.ts';
import { NO, YES, readFlag } from './read-flag.ts';

const schema = soundRequestSchema(['V5']);
/** Any prompt that the form takes. */
const prompts = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...Array.from('\'=+-@"\n\r\t,; a')), maxLength: 20 }),
  )
  .map((text) => text.trim())
  .filter((text) => !isBlank(text) && schema.safeParse(aRequest({ prompt: text })).success);
const requests = fc
  .record({
    prompt: prompts,
    soundKey: fc.constantFrom(...SOUND_KEYS),
    soundTempo: fc.option(fc.integer({ min: 1, max: 300 })),
    soundLoop: fc.boolean(),
    grabLyrics: fc.boolean(),
  })
  .map((fields) => aRequest(fields));

it('any list of ours goes out as CSV and comes back as the same batch (T4)', () => {
  // What the form holds does not shine through.
  const base = aRequest({ prompt: 'of the form', soundTempo: 77, soundKey: 'F', soundLoop: true });
  fc.assert(
    fc.property(
      fc.uniqueArray(requests, { minLength: 1, selector: (each) => JSON.stringify(each) }),
      (all) => {
        const rows = all.map((request) => csvLine(cancelledTask({ request })));
        const read = readCsv([csvHead, ...rows].join(''), base, ['V5']);
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
