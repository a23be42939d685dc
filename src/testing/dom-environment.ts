import { Window } from 'happy-dom';
import { populateGlobal } from 'vitest/runtime';

/**
 * A happy-dom page and the real app in one process. Import it first, instead of `@vitest-environment happy-dom`: that one also
 * replaces what carries requests and bytes, and the server's rooms need Node's own.
 */
const NATIVE = `
  fetch Request Response Headers FormData Blob File URL URLSearchParams
  AbortController AbortSignal MessagePort BroadcastChannel DOMException crypto ReadableStream WritableStream TransformStream
  TextEncoder TextDecoder performance setTimeout clearTimeout setInterval clearInterval setImmediate queueMicrotask
`
  .trim()
  .split(/\s+/)
  .map((key) => [key, Reflect.get(globalThis, key) as unknown] as const);

const { locks } = navigator;
populateGlobal(globalThis, new Window({ url: 'http://127.0.0.1:4860/' }), {
  bindFunctions: true,
  additionalKeys: ['localStorage', 'IntersectionObserver', 'ResizeObserver', 'matchMedia', 'CSS'],
});
for (const [key, value] of NATIVE)
  Object.defineProperty(globalThis, key, { value, configurable: true, writable: true });
Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
