import '../../../../testing/dom-environment.ts';
import { describe, expect, it } from 'vitest';

import { region, startTaskList } from '../../../../testing/pages/task-list-page.tsx';

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
    const { made, openPage } = await startTaskList();
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

  it('has no heading while none is saved and there is nothing to save', async () => {
    const { made, openPage } = await startTaskList();
    await made({ prompt: 'rain' });
    const user = openPage();
    await user.click(await region().findByRole('button', { name: 'More' }));
    const loop = await region().findByRole('combobox', { name: 'Loop' });
    expect(region().queryByRole('group', { name: 'Saved filters' })).toBeNull();
    await user.selectOptions(loop, 'Loops');
    await region().findByRole('group', { name: 'Saved filters' });
  });

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
