import type { Page } from '@playwright/test';

interface AxNode {
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  description?: { value: string };
}

/** What is described by the words that are its name already: the same is read out twice. */
export async function findHeardTwice(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  await session.detach();
  return nodes.flatMap(({ ignored, role, name, description }) =>
    !ignored && description?.value && description.value === name?.value
      ? [`${role?.value} “${name.value}”`]
      : [],
  );
}
