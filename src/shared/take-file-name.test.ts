import { expect, it } from 'vitest';

import { emptySound } from './empty-sound.ts';
import { DEFAULT_NAME, fillName } from './file-name-template.ts';
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
  expect(takeFileName(take, 'mp3')).toBe('soft-rain_90bpm_D#m_loop_A_3f0c9a.mp3');
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

it('a tempo is told as it is everywhere: with one figure after the point at most', () => {
  const told = [124.96, 87.5, 89.64, 120].map((bpm) => fillName('{bpm}bpm', { ...take, bpm }));
  expect(told).toEqual(['125bpm', '87-5bpm', '89-6bpm', '120bpm']);
});

it('original and edited never share a name', () => {
  expect(takeFileName({ ...take, isEdited: true }, 'wav')).toBe('soft-rain_90bpm_D#m_loop_A_v2_3f0c9a.wav');
});

it.each([
  ['{title} {key} {bpm} {take} {edit}', 'soft-rain D#m 90 A'],
  ['{title}_{bpm}bpm', 'soft-rain_90bpm'],
  ['drums/{title}', 'drums-soft-rain'],
  ['{nothing}', 'sound'],
  ['   ', 'sound'],
  ['con', 'con-sound'],
  ['x'.repeat(900), 'x'.repeat(180)],
  ['', 'sound'],
  ['///', 'sound'],
  ['../../{title}', 'soft-rain'],
  ['a\\b:c*{take}?', 'a-b-c-A'],
  ['🎸 {title} 🎸', '🎸 soft-rain 🎸'],
  ['🎸'.repeat(99), '🎸'.repeat(45)],
  ['{}', 'sound'],
  ['{title', 'title'],
])('by the template %j it is %j', (template, name) => {
  expect(fillName(template, take)).toBe(name);
});

it.each(['{title}_{take}_{edit}', DEFAULT_NAME, '{title}', '', 'con', '🎸'.repeat(99), 'x'.repeat(900)])(
  'by %s original and edited never share a name',
  (template) => {
    expect(fillName(template, take)).not.toMatch(/_v2/);
    const edited = fillName(template, { ...take, isEdited: true });
    expect(edited).toMatch(/_v2(_|$)/);
    expect(new TextEncoder().encode(edited).length).toBeLessThanOrEqual(180);
  },
);

it('a part of the template that has nothing to say goes', () => {
  const bare = { ...take, bpm: null, key: null, loop: false, taskId: null };
  expect(fillName('{title}_{bpm}bpm_{key}_{take}', bare)).toBe('soft-rain_A');
});

it('the usual template is the usual name', () => {
  expect(`${fillName(DEFAULT_NAME, take)}.mp3`).toBe(takeFileName(take, 'mp3'));
});

it('a file that is called as it is told says so once', () => {
  const file = { title: 'loop', bpm: null, key: null, loop: true, take: null, taskId: null };
  expect(fillName(DEFAULT_NAME, file)).toBe('loop');
  expect(fillName(DEFAULT_NAME, { ...file, isEdited: true })).toBe('loop_v2');
  expect(fillName(DEFAULT_NAME, { ...file, title: '90bpm', bpm: 90 })).toBe('90bpm_loop');
  expect(fillName(DEFAULT_NAME, { ...file, title: 'v2', isEdited: true })).toBe('v2_loop_v2');
});
