import '../../../../testing/dom-environment.ts';
import { waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { card, cards, region, startTaskList } from '../../../../testing/pages/task-list-page.tsx';

describe('filters', () => {
  it('narrow the list to a key and what goes with it, and are words to be taken out', async () => {
    const { made, openPage } = await startTaskList();
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
    const { made, openPage } = await startTaskList();
    await made({ prompt: 'slow', soundTempo: 60 });
    await made({ prompt: 'fast', soundTempo: 160 });
    history.replaceState(null, '', '/?bpmMax=100');
    openPage();
    await card('slow');
    expect(cards()).toHaveLength(1);
    expect(await region().findByRole('button', { name: 'Remove filter: Up to 100 BPM' })).toBeTruthy();
  });

  it('that nothing fits say so, and are cleared with one press', async () => {
    const { made, openPage } = await startTaskList();
    await made({ prompt: 'rain' });
    history.replaceState(null, '', '/?loop=true');
    const user = openPage();
    await region().findByText('No task fits these filters.');
    await user.click(region().getByRole('button', { name: 'Show all tasks' }));
    expect(await card('rain')).toBeTruthy();
  });

  it('place a new task in the order asked for', async () => {
    const { made, openPage } = await startTaskList();
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
