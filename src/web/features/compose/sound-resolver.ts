import { zodResolver } from '@hookform/resolvers/zod';
import type { Resolver } from 'react-hook-form';
import * as z from 'zod/mini';

import { reasonOfFieldError } from '#shared/messages/reason.ts';
import { soundRequestSchema, type SoundRequest } from '#shared/sound-request.ts';

import { sayReason } from '../../strings/problem-strings.ts';

// The page's CSP has no 'unsafe-eval'; without this zod probes for it and the browser reports a violation.
z.config({ jitless: true });

/** Says each field's error in the page's language. */
export function soundResolver(models: readonly string[]): Resolver<SoundRequest> {
  const resolve = zodResolver(soundRequestSchema(models));
  return async (values, context, options) => {
    const result = await resolve(values, context, options);
    for (const error of Object.values(result.errors)) {
      const { message } = error as { message?: string };
      if (message !== undefined)
        Object.assign(error, { message: sayReason({ message, ...reasonOfFieldError(message) }) });
    }
    return result;
  };
}

/** As it is sent; null where something of it is wrong. */
export async function validRequest(
  models: readonly string[],
  wanted: SoundRequest,
): Promise<SoundRequest | null> {
  const options = { fields: {}, shouldUseNativeValidation: false };
  const { values, errors } = await soundResolver(models)(wanted, undefined, options);
  return Object.keys(errors).length === 0 ? (values as SoundRequest) : null;
}
