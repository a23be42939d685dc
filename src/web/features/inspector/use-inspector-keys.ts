import { useEffect, useEffectEvent } from 'react';

import { letterShortcutsOff } from '../../state/preferences.ts';

type Letter = ' ' | 's' | 'l' | 'y' | 'n' | 'o' | 'g' | '+' | '-' | 'j' | 'k';
export type InspectorKeys = Record<Letter, () => void> & {
  digit: (n: number) => void;
  undo: () => void;
  redo: () => void;
};

/** What the space bar or a letter does there by itself. */
const OWN_SPACE = 'button, select, a, summary, label, textarea, input:not([type="range"], [type="radio"])';
const OWN_LETTERS = 'select, textarea, input:not([type="range"], [type="checkbox"], [type="radio"])';

const isLetter = (name: string, keys: InspectorKeys): name is Letter =>
  name.length === 1 && Object.hasOwn(keys, name);

/** Single keys, only while the focus is in the inspector, or nowhere, and nothing is being typed. */
export function useInspectorKeys(keys: InspectorKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { target, key } = event;
    if (event.altKey || event.defaultPrevented || !(target instanceof Element)) return;
    if (target !== document.body && !target.closest('.inspector')) return;
    if (target.closest(key === ' ' ? OWN_SPACE : OWN_LETTERS)) return;
    const name = key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (name !== 'z' && name !== 'y') return;
      event.preventDefault();
      return name === 'y' || event.shiftKey ? keys.redo() : keys.undo();
    }
    if (event.repeat || (key !== ' ' && letterShortcutsOff.get())) return;
    if (/^[1-9]$/.test(key)) keys.digit(Number(key));
    else if (name === '=') keys['+']();
    else if (name === '−') keys['-']();
    else if (isLetter(name, keys)) keys[name]();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
