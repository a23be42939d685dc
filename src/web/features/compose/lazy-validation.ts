import type { Resolver } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { ApiError } from '../../lib/api-error.ts';
import type * as Resolving from './sound-resolver.ts';

let loading: Promise<typeof Resolving> | undefined;

/** Fetches schema and resolver, which the first load leaves out. Called on the first touch of the form, before it is felt. */
export function loadValidation(): Promise<typeof Resolving> {
  loading ??= import('./sound-resolver.ts').catch((cause: unknown) => {
    loading = undefined;
    throw new ApiError('no-answer', 0, { cause });
  });
  return loading;
}

export const lazyResolver =
  (models: readonly string[]): Resolver<SoundRequest> =>
  async (values, context, options) => {
    const { soundResolver } = await loadValidation();
    return soundResolver(models)(values, context, options);
  };
