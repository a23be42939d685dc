import '../../../../testing/dom-environment.ts';
import { cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { SoundRequest } from '#shared/sound-request.ts';

import { renderInPage } from '../../../../testing/render-page.tsx';
import { startApp, type TestApp } from '../../../../testing/start-app.ts';
import { aRequest } from '../../../../testing/task-builders.ts';
import { createApi } from '../../../api/api-client.ts';
import { TasksPanel } from '../tasks-panel.tsx';

// Two busy cores render real takes meanwhile.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

let app: TestApp;
let isAway = false;
beforeEach(async () => {
  isAway = false;
  localStorage.clear();
  history.replaceState(null, '', '/');
  app = await startApp();
});
afterEach(cleanup);

function openPage() {
  renderInPage(
    createApi((path, init) => {
      if (isAway) throw new TypeError('Failed to fetch');
      return app.request(path, init);
    }),
    <TasksPanel />,
  );
  return userEvent.setup();
}

const region = () => within(screen.getByRole('region', { name: 'Tasks' }));
const made = (change: Partial<SoundRequest>) =>
  app.generate({ id: crypto.randomUUID(), request: aRequest(change) });
const cards = () =>
  region()
    .queryAllByRole('article')
    .map((card) => card.getAttribute('aria-labelledby'));
const card = (prompt: string) => region().findByRole('article', { name: prompt });

describe('filters', () => {
  it('narrow the list to a key and what goes with it, and are words to be taken out', async () => {
    for (const soundKey of ['Am', 'C', 'F#'] as const) await made({ prompt: `in ${soundKey}`, soundKey });
    const user = openPage();
    await card('in F#');
    await user.click(region().getByRole('button', { name: 'Key' }));
    await user.click(await region().findByRole('button', { name: 'Am', pressed: false }));
    await waitFor(() => expect(cards()).toHaveLength(1));
    await user.click(region().getByRole('checkbox', { name: 'and compatible keys' }));
    await waitFor(() => expect(cards()).toHaveLength(2));
    await waitFor(() => expect(location.search).toBe('?key=Am%2CC%2CEm%2CDm'));
    await user.click(region().getByRole('button', { name: 'Remove filter: Am +3' }));
    await waitFor(() => expect(cards()).toHaveLength(3));
    await waitFor(() => expect(location.search).toBe(''));
  });

  it('are read from the page’s address', async () => {
    await made({ prompt: 'slow', soundTempo: 60 });
    await made({ prompt: 'fast', soundTempo: 160 });
    history.replaceState(null, '', '/?bpmMax=100');
    openPage();
    await card('slow');
    expect(cards()).toHaveLength(1);
    expect(await region().findByRole('button', { name: 'Remove filter: Up to 100 BPM' })).toBeTruthy();
  });

  it('that nothing fits say so, and are cleared with one press', async () => {
    await made({ prompt: 'rain' });
    history.replaceState(null, '', '/?loop=true');
    const user = openPage();
    await region().findByText('No task fits these filters.');
    await user.click(region().getByRole('button', { name: 'Show all tasks' }));
    expect(await card('rain')).toBeTruthy();
  });

  it('place a new task in the order asked for', async () => {
    await made({ prompt: 'fast', soundTempo: 160 });
    history.replaceState(null, '', '/?sort=bpm');
    openPage();
    await card('fast');
    await made({ prompt: 'slow', soundTempo: 60 });
    await card('slow');
    const names = region()
      .getAllByRole('article')
      .map((each) => each.querySelector('h3')?.textContent);
    expect(names).toEqual(['slow', 'fast']);
  });
});

describe('a card', () => {
  it('takes a title, tags and notes, which stay', async () => {
    const { id } = await made({ prompt: 'rain' });
    const user = openPage();
    await card('rain');
    await user.click(region().getByRole('button', { name: 'Notes and tags' }));
    await user.type(await region().findByRole('textbox', { name: 'Title' }), 'Intro bed');
    await user.type(region().getByRole('textbox', { name: 'Tags' }), 'wet, scene 4, wet');
    await user.type(region().getByRole('textbox', { name: 'Notes' }), 'Under the dialogue.');
    await user.click(region().getByRole('button', { name: 'Save' }));
    await card('Intro bed rain');
    expect(app.tasks.get(id)).toMatchObject({
      title: 'Intro bed',
      tags: ['wet', 'scene 4'],
      notes: 'Under the dialogue.',
    });
    await made({ prompt: 'wind' });
    await user.click(await region().findByRole('button', { name: 'scene 4' }));
    await waitFor(() => expect(cards()).toHaveLength(1));
  });

  it('says which tag is too long and saves nothing', async () => {
    await made({ prompt: 'rain' });
    const user = openPage();
    await card('rain');
    await user.click(region().getByRole('button', { name: 'Notes and tags' }));
    await user.type(await region().findByRole('textbox', { name: 'Tags' }), 'x'.repeat(41));
    await user.click(region().getByRole('button', { name: 'Save' }));
    expect(region().getByText(/is longer than 40 characters/)).toBeTruthy();
    expect(app.tasks.list({}).tasks[0]?.tags).toEqual([]);
  });

  it('is made a favourite with one press', async () => {
    const { id } = await made({ prompt: 'rain' });
    const user = openPage();
    await card('rain');
    await user.click(region().getByRole('button', { name: 'Favourite', pressed: false }));
    await region().findByRole('button', { name: 'Favourite', pressed: true });
    expect(app.tasks.get(id).favourite).toBe(true);
  });
});

describe('the title of a card', () => {
  async function openTitle(change: Partial<SoundRequest> = {}) {
    const { id } = await made({ prompt: 'rain', ...change });
    app.tasks.patch(id, { title: 'Intro', notes: 'wet', tags: ['bed'] });
    const user = openPage();
    await card('Intro rain');
    await user.click(region().getByRole('button', { name: 'Notes and tags' }));
    const title = await region().findByRole<HTMLInputElement>('textbox', { name: 'Title' });
    await user.clear(title);
    return { id, user, title };
  }

  it('left empty, the prompt alone names it', async () => {
    const { id, user, title } = await openTitle();
    await user.type(title, '   {Enter}');
    await card('rain');
    expect(app.tasks.get(id)).toMatchObject({ title: '', notes: 'wet', tags: ['bed'] });
  });

  it('of 10,000 letters is said to be too long, kept as it is and sent once it is shorter', async () => {
    const { id, user, title } = await openTitle();
    await user.click(title);
    await user.paste('x'.repeat(10_000));
    await user.keyboard('{Enter}');
    expect(region().getByText('9,800 characters too long. Shorten it.')).toBeTruthy();
    expect(title.value).toHaveLength(10_000);
    expect(title.getAttribute('aria-invalid')).toBe('true');
    expect(app.tasks.get(id).title).toBe('Intro');
    await user.clear(title);
    await user.type(title, 'Outro{Enter}');
    await card('Outro rain');
  });

  it('typed while the server is away stays, says so, and is kept by the next try', async () => {
    const { id, user, title } = await openTitle();
    isAway = true;
    await user.type(title, 'Outro{Enter}');
    expect(await region().findByRole('alert')).toBeTruthy();
    expect(title.value).toBe('Outro');
    isAway = false;
    await user.click(region().getByRole('button', { name: 'Save' }));
    await card('Outro rain');
    expect(app.tasks.get(id).title).toBe('Outro');
  });

  it('is left as it was by Escape', async () => {
    const { id, user, title } = await openTitle();
    await user.type(title, 'Outro{Escape}');
    await waitFor(() => expect(region().queryByRole('textbox', { name: 'Title' })).toBeNull());
    expect(app.tasks.get(id).title).toBe('Intro');
  });

  it('overwrites nothing that another tab has changed meanwhile', async () => {
    const { id, user, title } = await openTitle();
    app.tasks.patch(id, { notes: 'dry', tags: ['bed', 'scene 4'] });
    await user.type(title, 'Outro{Enter}');
    await card('Outro rain');
    expect(app.tasks.get(id)).toMatchObject({ title: 'Outro', notes: 'dry', tags: ['bed', 'scene 4'] });
  });

  it('given by another tab stays where only the notes are changed here', async () => {
    const { id, user, title } = await openTitle();
    await user.type(title, 'Intro');
    app.tasks.patch(id, { title: 'Named there' });
    await user.type(region().getByRole('textbox', { name: 'Notes' }), ' and cold');
    await user.click(region().getByRole('button', { name: 'Save' }));
    await card('Named there rain');
    expect(app.tasks.get(id)).toMatchObject({ title: 'Named there', notes: 'wet and cold' });
  });
});

describe('a saved filter', () => {
  const stored = () =>
    (JSON.parse(localStorage.getItem('filters') ?? '[]') as { name: string }[]).map(({ name }) => name);
  /** As another tab would. */
  function storeElsewhere(...names: string[]) {
    const filters = names.map((name) => ({ name, query: 'key=Am' }));
    localStorage.setItem('filters', JSON.stringify(filters));
    window.dispatchEvent(new StorageEvent('storage', { key: 'filters' }));
  }
  async function openSaved(...names: string[]) {
    await made({ prompt: 'rain' });
    storeElsewhere(...names);
    const user = openPage();
    await user.click(await region().findByRole('button', { name: 'More' }));
    await region().findByRole('group', { name: 'Saved filters' });
    const rename = async (name: string) => {
      await user.click(region().getByRole('button', { name: `Rename saved filter ${name}` }));
      const field = region().getByRole<HTMLInputElement>('textbox', { name: `Rename saved filter ${name}` });
      await user.clear(field);
      return field;
    };
    return { user, rename };
  }

  it('is renamed in its place by Enter, and the focus goes back to its pencil', async () => {
    const { user, rename } = await openSaved('Loops', 'Dark', 'Pads');
    await user.type(await rename('Dark'), 'Darker{Enter}');
    const pencil = await region().findByRole('button', { name: 'Rename saved filter Darker' });
    expect(document.activeElement).toBe(pencil);
    expect(stored()).toEqual(['Loops', 'Darker', 'Pads']);
  });

  it('keeps its name by Escape and where the new one is empty; the pop-up stays', async () => {
    const { user, rename } = await openSaved('Dark');
    await user.type(await rename('Dark'), 'Darker{Escape}');
    expect(document.activeElement).toBe(region().getByRole('button', { name: 'Rename saved filter Dark' }));
    await user.type(await rename('Dark'), '  {Enter}');
    await region().findByRole('button', { name: 'Rename saved filter Dark' });
    expect(stored()).toEqual(['Dark']);
  });

  it('is refused a name that another one has, and one that is too long; what was typed stays', async () => {
    const { user, rename } = await openSaved('Loops', 'Dark');
    const field = await rename('Dark');
    await user.type(field, 'Loops{Enter}');
    expect(region().getByRole('alert').textContent).toBe('Another saved filter has this name.');
    expect(field.value).toBe('Loops');
    await user.clear(field);
    await user.paste('x'.repeat(10_000));
    await user.keyboard('{Enter}');
    expect(region().getByRole('alert').textContent).toBe('9,960 characters too long. Shorten it.');
    expect(field.value).toHaveLength(10_000);
    expect(stored()).toEqual(['Loops', 'Dark']);
  });

  it('renamed, saved and removed in two tabs at once is lost in neither', async () => {
    const { user, rename } = await openSaved('Loops', 'Dark');
    const field = await rename('Dark');
    // The other tab's news has not come yet.
    const theirs = ['New there', 'Loops', 'Dark'].map((name) => ({ name, query: 'key=Am' }));
    localStorage.setItem('filters', JSON.stringify(theirs));
    await user.type(field, 'Darker{Enter}');
    await region().findByRole('button', { name: 'Rename saved filter New there' });
    expect(stored()).toEqual(['New there', 'Loops', 'Darker']);

    const second = await rename('Darker');
    storeElsewhere('New there', 'Renamed there');
    await user.type(second, 'Mine{Enter}');
    await region().findByRole('button', { name: 'Rename saved filter Mine' });
    expect(stored()).toEqual(['Mine', 'New there', 'Renamed there']);
    await user.click(region().getByRole('button', { name: 'Remove saved filter New there' }));
    expect(stored()).toEqual(['Mine', 'Renamed there']);
  });
});

describe('selected tasks', () => {
  it('are deleted together and come back with Undo', async () => {
    for (const prompt of ['one', 'two', 'three', 'four']) await made({ prompt });
    const user = openPage();
    await card('one');
    await user.click(region().getByRole('button', { name: 'Select' }));
    await user.click(await region().findByRole('checkbox', { name: 'Select four' }));
    await user.keyboard('{Shift>}');
    await user.click(region().getByRole('checkbox', { name: 'Select two' }));
    await user.keyboard('{/Shift}');
    await region().findByText('3 selected');
    const bar = within(region().getByRole('region', { name: 'Selected tasks' }));
    await user.click(bar.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(app.tasks.list({}).total).toBe(1));
    await waitFor(() => expect(cards()).toHaveLength(1));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(cards()).toHaveLength(4));
    expect(app.tasks.list({}).total).toBe(4);
  });

  it('are selected by keyboard: X, Shift with arrows, all; Escape ends it', async () => {
    for (const prompt of ['one', 'two', 'three']) await made({ prompt });
    const user = openPage();
    (await card('three')).focus();
    await user.keyboard('x');
    await region().findByText('1 selected');
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await region().findByText('2 selected');
    await user.keyboard('{Control>}a{/Control}');
    await region().findByText('3 selected');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(region().queryByText('3 selected')).toBeNull());
  });

  it('are tagged together, copied, and sent again only where that is free', async () => {
    await made({ prompt: 'fine' });
    await app.submit({ id: crypto.randomUUID(), request: aRequest({ prompt: 'rain [429]' }) });
    const user = openPage();
    await card('rain [429]');
    await user.click(region().getByRole('button', { name: 'Select' }));
    await user.click(await region().findByRole('button', { name: 'Select all 2' }));
    const bar = within(region().getByRole('region', { name: 'Selected tasks' }));
    await user.click(bar.getByRole('button', { name: 'Copy taskIds' }));
    const [, fine] = app.tasks.list({}).tasks;
    expect(await navigator.clipboard.readText()).toBe(fine && 'taskId' in fine && fine.taskId);
    await user.click(bar.getByRole('button', { name: 'Tag' }));
    await user.type(bar.getByRole('textbox', { name: 'Tag to add' }), 'demo{Enter}');
    await waitFor(() =>
      expect(app.tasks.list({}).tasks.map(({ tags }) => tags)).toEqual([['demo'], ['demo']]),
    );
    await user.click(bar.getByRole('button', { name: 'Retry 1' }));
    await waitFor(() => expect(app.tasks.list({}).total).toBe(3));
  });
});

it('selected sounds are loaded in one zip, named as asked', async () => {
  const { id } = await made({ prompt: 'rain' });
  const asked: string[] = [];
  renderInPage(
    createApi((path, init) => {
      if (path === '/api/downloads' && typeof init.body === 'string') asked.push(init.body);
      return app.request(path, init);
    }),
    <TasksPanel />,
  );
  const user = userEvent.setup();
  await card('rain');
  await user.click(region().getByRole('button', { name: 'Select' }));
  await user.click(await region().findByRole('checkbox', { name: 'Select rain' }));
  const bar = within(await region().findByRole('region', { name: 'Selected tasks' }));
  await user.click(bar.getByRole('button', { name: 'Download sounds…' }));
  expect(bar.getByText('rain_A.mp3')).toBeTruthy();
  await user.click(bar.getByRole('radio', { name: 'Both takes' }));
  await user.click(bar.getByRole('button', { name: 'Download 2 files as zip' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(JSON.parse(asked[0] ?? '{}')).toEqual({
    ids: [id],
    name: '{title}_{bpm}bpm_{key}_{take}_{edit}',
    takes: 'all',
  });
});

it('a backup is previewed before it is restored, and comes back after a wipe', async () => {
  await made({ prompt: 'rain' });
  const saved = await (await app.request('/api/export')).text();
  await app.stop();
  app = await startApp();
  const user = openPage();
  await user.click(region().getByRole('button', { name: 'List actions' }));
  await user.click(await region().findByRole('button', { name: 'Backup' }));
  const file = new window.File([saved], 'cuesmith.json', { type: 'application/json' });
  await user.upload(await region().findByLabelText('Restore from a file'), file);
  await region().findByText('1 new, will be added');
  expect(app.tasks.list({}).total).toBe(0);
  await user.click(region().getByRole('button', { name: 'Restore 1 task' }));
  await card('rain');
  expect(app.tasks.list({}).total).toBe(1);
});

describe('Retry all', () => {
  const refuse = async (count: number) => {
    const items = Array.from({ length: count }, (_, n) => ({
      id: crypto.randomUUID(),
      request: aRequest({ prompt: `rain ${n} [429]` }),
    }));
    await app.submit(...items);
    await waitFor(() => expect(app.tasks.list({ state: ['refused'] }).total).toBe(count));
    return items;
  };

  it('sends each once, on a filtered list too, and is then offered no more (M1)', async () => {
    await refuse(3);
    history.replaceState(null, '', '/?state=refused');
    const user = openPage();
    await user.click(await region().findByRole('button', { name: 'Retry all 3' }));
    await waitFor(() => expect(app.tasks.list({}).total).toBe(6));
    // The three new ones are refused too, and may be sent again; the three old ones never.
    await region().findByRole('button', { name: 'Retry all 3' });
    const old = app.tasks.list({ retryable: false, state: ['refused'] }).tasks;
    expect(old.every(({ resentAs }) => resentAs !== null)).toBe(true);
    expect(old).toHaveLength(3);
  });

  it('counts anew when another tab has deleted one', async () => {
    const [first] = await refuse(3);
    history.replaceState(null, '', '/?state=refused');
    openPage();
    await region().findByRole('button', { name: 'Retry all 3' });
    app.tasks.remove(first?.id ?? '', { forever: false });
    expect(await region().findByRole('button', { name: 'Retry all 2' })).toBeTruthy();
  });

  it('counts and sends what the server has, not what is loaded, in one request (M21)', async () => {
    app = await startApp({ env: { SOUNDS_PACE: '1000/1s' } });
    await refuse(70);
    const bodies: string[] = [];
    renderInPage(
      createApi((path, init) => {
        if (path === '/api/tasks/bulk' && typeof init.body === 'string') bodies.push(init.body);
        return app.request(path, init);
      }),
      <TasksPanel />,
    );
    await userEvent.click(await region().findByRole('button', { name: 'Retry all 70' }));
    await waitFor(() => expect(app.tasks.list({}).total).toBe(140));
    expect(bodies).toHaveLength(1);
    const { items } = JSON.parse(bodies[0] ?? '{}') as { items: unknown[] };
    expect(items).toHaveLength(70);
  });
});
