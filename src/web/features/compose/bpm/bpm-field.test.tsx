// @vitest-environment happy-dom
import { createEvent, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import {
  bpmValue,
  forgetBetweenTests,
  generate,
  openForm,
  prompt,
  said,
} from '../../../../testing/pages/open-form.tsx';

const slider = () => screen.getByRole<HTMLInputElement>('slider', { name: 'BPM' });
/** How much of it, in percent. */
const filled = () => Number.parseFloat(slider().style.getPropertyValue('--at'));
const auto = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Auto' });

function pressAt(element: HTMLElement, ms: number) {
  const press = createEvent.pointerDown(element);
  Object.defineProperty(press, 'timeStamp', { value: ms });
  fireEvent(element, press);
}

forgetBetweenTests();

describe('BPM', () => {
  it.each([
    ['301', '300', '300 is the highest BPM. Set to 300.'],
    ['0', '1', '1 is the lowest BPM. Set to 1.'],
    ['90,6', '91', 'BPM is a whole number. Set to 91.'],
    ['fast', '', 'BPM is a number. Back to Auto.'],
  ])('puts %s right to "%s" on leaving and says so', async (typed, settled, sentence) => {
    const { user } = openForm();
    await user.type(bpmValue(), typed);
    await user.tab();
    expect(bpmValue().value).toBe(settled);
    expect(said()).toBe(sentence);
  });

  it.each([
    ['１２０', 120],
    ['١٢٠', 120],
    ['120 BPM', 120],
  ])('typed as %s is %d (T5)', async (typed, bpm) => {
    const { user } = openForm();
    await user.type(bpmValue(), typed);
    await user.tab();
    expect(bpmValue().value).toBe(String(bpm));
  });

  it.each(['1e2', '0x78'])('typed as %s is no number, and Generate says so (T5)', async (typed) => {
    const { sent, user } = openForm();
    await user.type(prompt(), 'rain');
    await user.type(bpmValue(), typed);
    await user.click(generate());
    expect(await screen.findByText(/BPM must be a whole number/)).toBeDefined();
    expect(sent).toEqual([]);
  });

  it('is Auto until a number is typed, and again when it is cleared', async () => {
    const { user } = openForm();
    expect(auto().checked).toBe(true);
    await user.type(bpmValue(), '90');
    expect(auto().checked).toBe(false);
    expect(slider().value).toBe('90');
    await user.clear(bpmValue());
    expect(auto().checked).toBe(true);
  });

  it('comes back to the last number when Auto is switched off', async () => {
    const { user } = openForm();
    await user.type(bpmValue(), '174');
    await user.click(auto());
    expect(bpmValue().value).toBe('');
    await user.click(auto());
    expect(bpmValue().value).toBe('174');
  });

  it('leaves Auto as the slider moves', () => {
    openForm();
    fireEvent.change(slider(), { target: { value: '140' } });
    expect(auto().checked).toBe(false);
    expect(bpmValue().value).toBe('140');
  });

  it.each([
    ['{ArrowUp}', '121'],
    ['{ArrowDown}', '119'],
    ['{PageUp}', '130'],
    ['{Shift>}{ArrowDown}{/Shift}', '110'],
  ])('moves by %s to %s', async (keys, bpm) => {
    const { user } = openForm();
    await user.type(bpmValue(), `120${keys}`);
    expect(bpmValue().value).toBe(bpm);
  });

  it('halves and doubles, and refuses what would not be double', async () => {
    const { user } = openForm();
    await user.type(bpmValue(), '90');
    await user.click(screen.getByRole('button', { name: /double time/ }));
    expect(bpmValue().value).toBe('180');
    await user.click(screen.getByRole('button', { name: /double time/ }));
    expect(bpmValue().value).toBe('180');
    expect(said()).toBe('360 BPM is outside 1 to 300. Kept at 180.');
    await user.click(screen.getByRole('button', { name: /half time/ }));
    expect(bpmValue().value).toBe('90');
  });

  it('takes the number of a mark, and goes back to Auto at a double click on the slider', async () => {
    const { user } = openForm();
    await user.click(screen.getByRole('button', { name: '180 BPM' }));
    expect(bpmValue().value).toBe('180');
    expect(filled()).toBeGreaterThan(0);
    await user.dblClick(slider());
    expect(auto().checked).toBe(true);
    expect(filled()).toBe(0);
    expect(said()).toBe('Auto');
  });

  it('follows taps', () => {
    openForm();
    const tap = screen.getByRole('button', { name: 'Tap tempo' });
    for (const ms of [1000, 1500, 2000, 2510]) pressAt(tap, ms);
    expect(bpmValue().value).toBe('120');
  });
});
