import { describe, expect, it, vi } from 'vitest';

import { joinLines, streamText } from './stream-text.ts';

describe('streamed text', () => {
  it('comes whole, in chunks', async () => {
    const lines = Array.from({ length: 1000 }, (_, n) => `line ${n}\n`);
    expect(await new Response(streamText(joinLines(lines, 100))).text()).toBe(lines.join(''));
    expect(await new Response(streamText(joinLines([]))).text()).toBe('');
  });

  it('that cannot even begin is refused before there is an answer (A-L6)', () => {
    function* broken(): Generator<string> {
      yield* [];
      throw new Error('no such table');
    }
    expect(() => streamText(joinLines(broken()))).toThrow('no such table');
  });

  it('a long text that is read at once lets others come between', async () => {
    const others = vi.fn<() => void>();
    setTimeout(others);
    const until = performance.now() + 2000;
    function* parts() {
      while (others.mock.calls.length === 0 && performance.now() < until) yield 'x';
    }
    await new Response(streamText(parts())).text();
    expect(others).toHaveBeenCalledOnce();
  });
});
