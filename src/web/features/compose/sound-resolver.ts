import { zodResolver } from '@hookform/resolvers/zod';
import type { Resolver } from 'react-hook-form';
import * as z from 'zod/mini';

import { soundRequestSchema, type SoundRequest } from '#shared/sound-request.ts';

// The page's CSP has no 'unsafe-eval'; without this zod probes for it and the browser reports a violation.
z.config({ jitless: true });

export const soundResolver = (models: readonly string[]): Resolver<SoundRequest> =>
  zodResolver(soundRequestSchema(models));
