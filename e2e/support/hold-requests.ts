import type { Page } from '@playwright/test';

/** What the page asks for at that address waits on its way until it is let go. */
export async function holdRequests(
  page: Page,
  address: string,
  method?: string,
): Promise<{ letGo: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    if (method === undefined || route.request().method() === method) await promise;
    await route.continue();
  });
  return { letGo: resolve };
}
