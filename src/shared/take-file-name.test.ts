import { expect, it } from 'vitest';

import { emptySound } from './empty-sound.ts';
import { namedTake, takeFileName } from './take-file-name.ts';

const take = {
  title: 'soft rain',
  bpm: 90,
  key: 'D#m',
  loop: true,
  take: 1,
  taskId: '3f0c9a7e51d2',
} as const;

it('says what a take is, in letters that every system takes', () => {
  expect(takeFileName(take, 'mp3')).toBe('soft-rain_90bpm_Ebm_loop_A_3f0c9a.mp3');
  expect(takeFileName({ ...take, title: '', bpm: null, key: 'Any', loop: false, taskId: null }, 'wav')).toBe(
    'sound_A.wav',
  );
});

it.each(['𞤢𞤣𞤤𞤢𞤥 '.repeat(12), `a${'𠀀'.repeat(30)}`, '🎸'.repeat(99)])(
  'stays well-formed with letters beyond the BMP: %s (A-H1)',
  (text) => {
    const name = takeFileName({ ...take, title: text, taskId: text }, 'mp3');
    expect(name.isWellFormed()).toBe(true);
    expect(() => encodeURIComponent(name)).not.toThrow();
  },
);

it('is named by the person’s own title, not by the vendor’s', () => {
  const task = { request: { ...emptySound, prompt: 'soft rain' }, title: 'Intro bed', taskId: null };
  expect(namedTake(task, 1).title).toBe('Intro bed');
  expect(namedTake({ ...task, takes: [{ title: 'Intro bed' }] }, 1).title).toBe('soft rain');
});
