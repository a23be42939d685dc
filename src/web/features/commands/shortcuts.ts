import { useEffect, useEffectEvent } from 'react';

import { isTyping } from '../../lib/is-typing.ts';
import { letterShortcutsOff } from '../../state/preferences.ts';

interface Shortcut {
  /** As on a Latin keyboard, in lower case. */
  key: string;
  /** With Ctrl, or ⌘ on a Mac. Without it the key works while nothing is being typed, unless single letters are off. */
  withMod?: boolean;
}

/** Every shortcut that works wherever the focus is, and those of a task. */
const SHORTCUTS = {
  generate: { key: 'enter', withMod: true },
  commands: { key: 'k', withMod: true },
  search: { key: '/' },
  shortcuts: { key: '?' },
  tap: { key: 't' },
  batch: { key: 'b' },
  copyTaskId: { key: 'c' },
  select: { key: 'x' },
  selectAll: { key: 'a', withMod: true },
  openFile: { key: 'o' },
  undo: { key: 'z', withMod: true },
  download: { key: 's', withMod: true },
} as const satisfies Record<string, Shortcut>;

export type ShortcutName = keyof typeof SHORTCUTS;

/** The keys as a person reads them: `['Ctrl', 'K']`. */
export function keysOf(name: ShortcutName, mod: string): string[] {
  const { key, withMod = false }: Shortcut = SHORTCUTS[name];
  const cap = key === 'enter' ? '↵' : key.toUpperCase();
  return withMod ? [mod, cap] : [cap];
}

/** The key's letter; its place on the keyboard counts where its letter is not Latin. */
export function letterOf({ key, code }: KeyboardEvent): string {
  const isOtherScript = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return ((isOtherScript ? /^Key([A-Z])$/.exec(code)?.[1] : undefined) ?? key).toLowerCase();
}

/** Whether this press is meant as that shortcut. */
export function isShortcut(event: KeyboardEvent, name: ShortcutName): boolean {
  const { key, withMod = false }: Shortcut = SHORTCUTS[name];
  if (letterOf(event) !== key || event.altKey || (event.ctrlKey || event.metaKey) !== withMod) return false;
  if (withMod) return !event.shiftKey;
  return !(isTyping(event.target) || letterShortcutsOff.get());
}

/** Runs `act` at that shortcut, unless a dialog lies over the page. False from `act` leaves the key to the browser. */
export function useShortcut(name: ShortcutName, act: (event: KeyboardEvent) => void | false): void {
  const run = useEffectEvent(act);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.repeat || event.defaultPrevented || !isShortcut(event, name)) return;
      if (document.querySelector('dialog:modal')) return;
      if (run(event) !== false) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [name]);
}
