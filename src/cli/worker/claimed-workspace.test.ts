import { expect, test } from 'vitest';

import { claimedWorkspace, LOGIN_COOKIE } from './claimed-workspace.ts';

test.each(['%zz', '%', 'x', ''])('a login %j that is none is nobody’s, and no fault', async (login) => {
  const request = new Request('https://sounds.example/', {
    headers: { cookie: `other=1; ${LOGIN_COOKIE}=${login}` },
  });
  expect((await claimedWorkspace(request)).id).toBe('');
});
