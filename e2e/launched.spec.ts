import type { Page } from '@playwright/test';

import { drumLoop } from './support/inspector.ts';
import { MainPage } from './support/main-page.ts';
import { kept, workerIsReady } from './support/offline.ts';
import { expect, test } from './support/test.ts';

interface Manifest {
  share_target: {
    action: string;
    method: string;
    enctype: string;
    params: { title: string; text: string; url: string; files: { name: string }[] };
  };
  file_handlers: { action: string; accept: Record<string, string[]> }[];
  shortcuts: { url: string }[];
}

/** What the system goes by, as the page links it. */
const manifestOf = (page: Page): Promise<Manifest> =>
  page.evaluate(async () => {
    const { href } = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!;
    return (await fetch(href)).json() as Promise<Manifest>;
  });

const inspector = (page: Page) => page.getByRole('dialog', { name: /Inspector/ });
const SHARED = { name: 'from my phone_120bpm.wav', mimeType: 'audio/wav', buffer: drumLoop(120, 1) };

/** The system posts what is shared as a form does. */
async function share(page: Page, fields: { title?: string; text?: string; file?: typeof SHARED }) {
  const { share_target: target } = await manifestOf(page);
  const { title, text, files } = target.params;
  await page.evaluate(
    ({ action, method, enctype, names }) => {
      const form = Object.assign(document.createElement('form'), { id: 'shared' });
      for (const [name, value] of [
        ['action', action],
        ['method', method],
        ['enctype', enctype],
      ] as const)
        form.setAttribute(name, value);
      for (const [name, value] of names)
        form.append(Object.assign(document.createElement('input'), { name, value }));
      form.append(Object.assign(document.createElement('input'), { type: 'file' }));
      document.body.append(form);
    },
    { ...target, names: [[title, fields.title ?? ''] as const, [text, fields.text ?? ''] as const] },
  );
  if (fields.file) {
    const input = page.locator('#shared input[type=file]');
    await input.evaluate((element, name) => element.setAttribute('name', name), files[0]?.name ?? '');
    await input.setInputFiles(fields.file);
  }
  await page.locator('#shared').evaluate((form: HTMLFormElement) => form.submit());
}

test('text that another app shares becomes the prompt, before there is a worker and after', async ({
  page,
}) => {
  await page.goto('/');
  const { prompt } = new MainPage(page);
  await share(page, { text: 'dusty piano loop' });
  await expect(prompt).toHaveValue('dusty piano loop');
  await workerIsReady(page);
  await share(page, { text: 'wet piano loop' });
  await expect(prompt).toHaveValue('wet piano loop');
});

test('a file that another app shares opens in the inspector, and stays nowhere else', async ({ page }) => {
  await page.goto('/');
  await workerIsReady(page);
  await share(page, { text: 'dusty piano loop', file: SHARED });
  await expect(inspector(page)).toContainText(SHARED.name);
  await expect(new MainPage(page).prompt).toHaveValue('dusty piano loop');
  expect(await kept(page, 'cuesmith.shared')).toEqual([]);
  expect(new URL(page.url()).searchParams.has('shared')).toBe(false);
});

test('a file that did not arrive is said: without a worker, and where it is gone', async ({ page }) => {
  await page.goto('/');
  const said = page.getByRole('region', { name: 'Notices' }).getByText('The shared file did not arrive.');
  await share(page, { file: SHARED });
  await expect(said).toBeVisible();
  await page.goto('/?shared=');
  await expect(said).toBeVisible();
});

test.describe('a file opened with Cuesmith', () => {
  test.beforeEach(async ({ page }) => {
    // An installed page alone is launched with files.
    await page.addInitScript(() => {
      const setConsumer = (consumer: unknown) => Object.assign(globalThis, { launch: consumer });
      Object.defineProperty(globalThis, 'launchQueue', { value: { setConsumer } });
    });
    await page.goto('/');
    await page.waitForFunction(() => 'launch' in globalThis);
  });

  const launch = (page: Page, files: readonly { name: string; base64: string | null }[]) =>
    page.evaluate((given) => {
      const handles = given.map(({ name, base64 }) => ({
        async getFile() {
          if (base64 === null) throw new DOMException('It was moved.', 'NotFoundError');
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          return new File([bytes], name, { type: 'audio/wav' });
        },
      }));
      (globalThis as unknown as { launch: (given: unknown) => void }).launch({ files: handles });
    }, files);
  const file = { name: SHARED.name, base64: SHARED.buffer.toString('base64') };

  test('opens in the inspector, whatever sound files the manifest offers to open', async ({ page }) => {
    const [handler] = (await manifestOf(page)).file_handlers;
    expect(new URL(handler?.action ?? '', page.url()).pathname).toBe('/');
    expect(Object.values(handler?.accept ?? {}).flat()).toContain('.wav');
    await launch(page, [file]);
    await expect(inspector(page)).toContainText(SHARED.name);
  });

  test('opens beside one that is not there any more, which is said', async ({ page }) => {
    await launch(page, [{ name: 'moved.wav', base64: null }, file]);
    await expect(inspector(page)).toContainText(SHARED.name);
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText(
      'A file could not be opened. It may have been moved.',
    );
  });
});

test('each shortcut of the icon opens what it is called', async ({ page }) => {
  await page.goto('/');
  for (const { url } of (await manifestOf(page)).shortcuts) {
    await page.goto(url);
    await expect(
      page.getByRole('dialog', { name: url.includes('batch') ? 'Batch' : 'Inspector' }),
    ).toBeVisible();
    expect(new URL(page.url()).search).toBe('');
  }
});
