import { describe, expect, it } from 'vitest';

import { argumentsOf, compileMessage, parseMessage, type Signature } from './compile-message.ts';

const compile = (text: string, locale = 'en', signature?: Signature) =>
  compileMessage(text, signature ?? Object.fromEntries(argumentsOf(parseMessage(text))), locale).code;

describe('a message', () => {
  it('without arguments is a string, with its quotes and braces as they are read', () => {
    expect(compile(`It’s "so" '{'here'}'`)).toBe(String.raw`"It’s \"so\" {here}"`);
  });

  it('with arguments is a function of them in their order', () => {
    expect(compile('{name} has {count, number} of `{name}`')).toBe(
      '(name: string | number, count: number): string => `${name} has ${n(count)} of \\`${name}\\``',
    );
  });

  it('takes lists, durations and other orders from what is declared', () => {
    expect(compile('{b} in {a}', 'en', { a: 'duration', b: 'list' })).toBe(
      '(a: number, b: readonly string[]): string => `${unitList(b)} in ${sayDuration(a)}`',
    );
  });

  it.each([
    ['en', '(count === 1 ? `${n(count)} task` : `${n(count)} tasks`)'],
    ['fr', '(count < 2 ? `${n(count)} task` : `${n(count)} tasks`)'],
    ['lv', 'form(count, { one: `${n(count)} task`, other: `${n(count)} tasks` })'],
  ])('asks the browser for a plural only where the number does not tell: %s', (locale, body) => {
    expect(compile('{count, plural, one {# task} other {# tasks}}', locale)).toBe(
      `(count: number): string => ${body}`,
    );
  });

  it('chooses by yes and no, by absence and by name', () => {
    expect(compile('{isOn, select, true {on} other {off}}')).toBe(
      '(isOn: boolean): string => (isOn ? "on" : "off")',
    );
    expect(compile('{bpm, select, null {Auto} other {{bpm, number} BPM}}', 'en', { bpm: 'number?' })).toBe(
      '(bpm: number | null | undefined): string => (bpm == null ? "Auto" : `${n(bpm)} BPM`)',
    );
    expect(compile('{who, select, here {ours} other {theirs}}')).toContain('who === "here" ? "ours"');
  });

  it.each([
    ['{count, plural, one {#}}', /MISSING_OTHER/],
    ['{name', /EXPECT_ARGUMENT_CLOSING_BRACE/],
    ['{when, date}', /not taken/],
    ['{count, plural, offset:1 other {#}}', /not taken/],
  ])('is refused when it cannot be said: %s', (text, error) => {
    expect(() => compile(text)).toThrow(error);
  });

  it('is refused when it names what nobody passes', () => {
    expect(() => compile('{naem}', 'de', { name: 'text' })).toThrow('no argument naem');
  });
});
