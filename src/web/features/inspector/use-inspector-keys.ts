import { useEffect, useEffectEvent } from 'react';

import { letterShortcutsOff } from '../../state/preferences.ts';
import { letterOf } from '../commands/shortcuts.ts';

type Letter = ' ' | 's' | 'l' | 'y' | 'n' | 'o' | 'g' | '+' | '-' | 'j' | 'k' | 'c' | 'e' | '/';
type InspectorKeys = Partial<
  Record<Letter, () => void> & {
    digit: (n: number) => void;
    undo: () => void;
    redo: () => void;
    save: () => void;
  }
>;

/** What the space bar or a letter does there by itself. */
const OWN_SPACE = 'button, select, a, summary, label, textarea, input:not([type="range"], [type="radio"])';
const OWN_LETTERS = 'select, textarea, input:not([type="range"], [type="checkbox"], [type="radio"])';

/** A name that is being typed, and what lies over the sound. */
const OWN_KEYS = '.inspector form, .i-pop';

/** The search is reached from the page around it, too; not from a dialog over it. */
const isMeantFor = (name: string, target: Element): boolean =>
  name === '/'
    ? !target.closest('dialog:not(.inspector)')
    : target === document.body || target.closest('.inspector') !== null;

const isLetter = (name: string, keys: InspectorKeys): name is Letter =>
  name.length === 1 && Object.hasOwn(keys, name);

function modifiedAct(keys: InspectorKeys, name: string, isShift: boolean): (() => void) | undefined {
  if (name === 's') return keys.save;
  if (name === 'y' || (name === 'z' && isShift)) return keys.redo;
  return name === 'z' ? keys.undo : undefined;
}

function actOf(keys: InspectorKeys, key: string, name: string): (() => void) | undefined {
  const { digit } = keys;
  if (/^[1-9]$/.test(key)) return digit && (() => digit(Number(key)));
  if (name === '=') return keys['+'];
  if (name === '−') return keys['-'];
  return isLetter(name, keys) ? keys[name] : undefined;
}

/** Single keys, only while the focus is in the inspector, or nowhere, and nothing is being typed; `/` beside it, too. */
export function useInspectorKeys(keys: InspectorKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { target, key } = event;
    if (event.altKey || event.defaultPrevented || !(target instanceof Element)) return;
    const name = letterOf(event);
    if (!isMeantFor(name, target)) return;
    if (target.closest(key === ' ' ? OWN_SPACE : OWN_LETTERS)) return;
    const isWithModifier = event.ctrlKey || event.metaKey;
    if (!isWithModifier && target.closest(OWN_KEYS)) return;
    if (!isWithModifier && (event.repeat || (key !== ' ' && letterShortcutsOff.get()))) return;
    const act = isWithModifier ? modifiedAct(keys, name, event.shiftKey) : actOf(keys, key, name);
    if (!act) return;
    act();
    event.preventDefault();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
