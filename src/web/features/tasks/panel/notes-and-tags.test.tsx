import '../../../../testing/dom-environment.ts';
import { cleanup, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { card, cards, region, startTaskList } from '../../../../testing/pages/task-list-page.tsx';
import { exactTime } from '../../../strings/format/task-times.ts';

describe('notes and tags', () => {
  it('takes a title, tags and notes, which stay', async () => {
    const { app, made, openPage } = await startTaskList();
    const { id } = await made({ prompt: 'rain' });
    const user = openPage();
    await card('rain');
    await user.click(region().getByRole('button', { name: 'Notes and tags' }));
    await user.type(await region().findByRole('textbox', { name: 'Title' }), 'Intro bed');
    const { createdAt } = app.tasks.get(id);
    expect(region().getByText(`Made ${exactTime(createdAt)}.`)).toBeTruthy();
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

  it('what was typed and not saved is there again after a reload, until it is closed', async () => {
    const { made, openPage } = await startTaskList();
    await made({ prompt: 'rain' });
    const open = async () => {
      const user = openPage();
      await card('rain');
      await user.click(region().getByRole('button', { name: 'Notes and tags' }));
      return { user, title: await region().findByRole<HTMLInputElement>('textbox', { name: 'Title' }) };
    };
    const first = await open();
    await first.user.type(first.title, 'Intro bed');
    cleanup();
    const second = await open();
    expect(second.title.value).toBe('Intro bed');
    await second.user.click(region().getByRole('button', { name: 'Close' }));
    cleanup();
    expect((await open()).title.value).toBe('');
  });

  it('says which tag is too long and saves nothing', async () => {
    const { app, made, openPage } = await startTaskList();
    await made({ prompt: 'rain' });
    const user = openPage();
    await card('rain');
    await user.click(region().getByRole('button', { name: 'Notes and tags' }));
    await user.type(await region().findByRole('textbox', { name: 'Tags' }), 'x'.repeat(41));
    await user.click(region().getByRole('button', { name: 'Save' }));
    expect(region().getByText(/is longer than 40 characters/)).toBeTruthy();
    expect(app.tasks.list({}).tasks[0]?.tags).toEqual([]);
  });
});

describe('the title of a card', () => {
  async function openTitle() {
    const { app, made, openPage } = await startTaskList();
    const { id } = await made({ prompt: 'rain' });
    app.tasks.patch(id, { title: 'Intro', notes: 'wet', tags: ['bed'] });
    let isAway = false;
    const user = openPage((path, init) => {
      if (isAway) throw new TypeError('Failed to fetch');
      return app.request(path, init);
    });
    await card('Intro rain');
    await user.click(region().getByRole('button', { name: 'Notes and tags' }));
    const title = await region().findByRole<HTMLInputElement>('textbox', { name: 'Title' });
    await user.clear(title);
    return { app, id, user, title, setAway: (is: boolean) => void (isAway = is) };
  }

  it('left empty, the prompt alone names it', async () => {
    const { app, id, user, title } = await openTitle();
    await user.type(title, '   {Enter}');
    await card('rain');
    expect(app.tasks.get(id)).toMatchObject({ title: '', notes: 'wet', tags: ['bed'] });
  });

  it('of 10,000 letters is said to be too long, kept as it is and sent once it is shorter', async () => {
    const { app, id, user, title } = await openTitle();
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
    const { app, id, user, title, setAway } = await openTitle();
    setAway(true);
    await user.type(title, 'Outro{Enter}');
    expect(await region().findByRole('alert')).toBeTruthy();
    expect(title.value).toBe('Outro');
    setAway(false);
    await user.click(region().getByRole('button', { name: 'Save' }));
    await card('Outro rain');
    expect(app.tasks.get(id).title).toBe('Outro');
  });

  it('is left as it was by Escape', async () => {
    const { app, id, user, title } = await openTitle();
    await user.type(title, 'Outro{Escape}');
    await waitFor(() => expect(region().queryByRole('textbox', { name: 'Title' })).toBeNull());
    expect(app.tasks.get(id).title).toBe('Intro');
  });

  it('overwrites nothing that another tab has changed meanwhile', async () => {
    const { app, id, user, title } = await openTitle();
    app.tasks.patch(id, { notes: 'dry', tags: ['bed', 'scene 4'] });
    await user.type(title, 'Outro{Enter}');
    await card('Outro rain');
    expect(app.tasks.get(id)).toMatchObject({ title: 'Outro', notes: 'dry', tags: ['bed', 'scene 4'] });
  });

  it('given by another tab stays where only the notes are changed here', async () => {
    const { app, id, user, title } = await openTitle();
    await user.type(title, 'Intro');
    app.tasks.patch(id, { title: 'Named there' });
    await user.type(region().getByRole('textbox', { name: 'Notes' }), ' and cold');
    await user.click(region().getByRole('button', { name: 'Save' }));
    await card('Named there rain');
    expect(app.tasks.get(id)).toMatchObject({ title: 'Named there', notes: 'wet and cold' });
  });
});
