import type { Plugin } from 'vite';

/** What is changed in Vite's own function that fetches what a part on demand needs. */
const CHANGES: readonly [from: RegExp, to: string][] = [
  // A style sheet that did not come was never asked for again: its part came back without any looks.
  [/, \(err\) => \{\s*seen\[href\] = void 0;/, ', (err) => { delete seen[href];'],
  [/if \(e\.type === "error"\) rej\(/, 'if (e.type === "error") link.remove(), rej('],
  // The page has no nonce, nobody listens for the event, addresses are whole, and the browser has the function.
  [/const cspNonceMeta = [^;]*;\s*const cspNonce = [^;]*;/, ''],
  [/if \(cspNonce\) [^;]*;/, ''],
  [/const e = new Event\("vite:preloadError"[^;]*;[^;]*;[^;]*;\s*if \(!e\.defaultPrevented\) /, ''],
  [/function allSettled\(promises\) \{[^;]*;\s*\}/, ''],
  [/function importMetaResolve\(specifier\) \{[^}]*\}/, ''],
  [/importMetaResolve\(depString\)/, 'new URL(depString)'],
  [/promise = allSettled\(/, 'promise = Promise.allSettled('],
];

/** Lets a part of the page that did not come be asked for again, its style sheet too. */
export const preload = (): Plugin => ({
  name: 'cuesmith:preload',
  apply: 'build',
  transform: {
    filter: { id: /preload-helper/ },
    handler: (code) =>
      CHANGES.reduce((changed, [from, to]) => {
        if (!from.test(changed)) throw new Error(`Vite fetches parts in another way: ${from.source}`);
        return changed.replace(from, to);
      }, code),
  },
});
