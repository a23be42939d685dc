import * as fc from 'fast-check';

import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import { soundRequestSchema, type SoundRequest } from '#shared/sound-request.ts';

const MODELS = ['V5', 'V5_5'];
const schema = soundRequestSchema(MODELS);

/** Letters of all scripts, and the signs that CSV, shells, JSON and addresses give a meaning. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...Array.from('\'"=+-@\\`$^%&#?;:,{}[]\n\r\t a')), maxLength: 20 }),
);

/** Any request that the form takes, as it takes it. */
export const anyRequest: fc.Arbitrary<SoundRequest> = fc
  .record(
    {
      prompt: texts.map((text) => text.trim()),
      model: fc.constantFrom(...MODELS),
      soundKey: fc.constantFrom(...SOUND_KEYS),
      soundTempo: fc.option(fc.integer({ min: 1, max: 300 })),
      soundLoop: fc.boolean(),
      grabLyrics: fc.boolean(),
      callBackUrl: fc.webUrl({ withQueryParameters: true }),
    },
    { requiredKeys: ['prompt', 'model', 'soundKey', 'soundTempo', 'soundLoop', 'grabLyrics'] },
  )
  .filter((request) => schema.safeParse(request).success);
