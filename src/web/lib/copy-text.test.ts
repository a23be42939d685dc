import '../../testing/dom-environment.ts';
import { expect, it, vi } from 'vitest';

import { copyText } from './copy-text.ts';

it('copies by a selection where the clipboard refuses (A-3)', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  const copied: string[] = [];
  Object.assign(document, {
    execCommand: () => copied.push(document.querySelector('textarea')?.value ?? '') > 0,
  });
  await copyText('3f0c9a7e');
  expect(copied).toEqual(['3f0c9a7e']);
  expect(document.querySelector('textarea')).toBeNull();
});

it('says that neither way was allowed', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  Object.assign(document, { execCommand: () => false });
  await expect(copyText('3f0c9a7e')).rejects.toThrow(/did not allow/);
});
