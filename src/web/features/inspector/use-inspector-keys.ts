import { useEffect, useEffectEvent } from 'react';

import { letterShortcutsOff } from '../../state/preferences.ts';

export type InspectorKeys = Record<' ' | 's' | 'l' | 'k' | 'x' | 'o', () => void> & {
  digit: (n: number) => void;
};

/** What the space bar or a letter does there by itself. */
const OWN_SPACE = 'button, select, a, summary, label, input:not([type="range"])';
const OWN_LETTERS = 'select, textarea, input:not([type="range"], [type="checkbox"], [type="radio"])';

/** Single keys, only while the focus is in the inspector and nothing is being typed. */
export function useInspectorKeys(keys: InspectorKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
    if (!(target instanceof Element) || !target.closest('.inspector')) return;
    if (target.closest(key === ' ' ? OWN_SPACE : OWN_LETTERS)) return;
    if (key !== ' ' && letterShortcutsOff.get()) return;
    const name = key.toLowerCase();
    if (/^[1-9]$/.test(key)) keys.digit(Number(key));
    else if (name !== 'digit' && name in keys) keys[name as Exclude<keyof InspectorKeys, 'digit'>]();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
