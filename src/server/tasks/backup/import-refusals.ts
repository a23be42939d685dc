import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

import { Unwritable } from '../../platform/errors.ts';
import { whyUnwritable } from '../audio/download-take.ts';

export const unusable = (name: string, why: string, cause?: unknown): Refusal =>
  new Refusal(400, { code: 'invalid-request', field: name, message: `${name} ${why}` }, cause);

/** The disk's own trouble; null when it was not the disk. */
export function unwritable(cause: unknown): Refusal | null {
  if (!(cause instanceof Unwritable) && whyUnwritable(cause) === null) return null;
  return new Refusal(507, { code: 'server-error', ...because('importDiskFull') }, cause);
}
