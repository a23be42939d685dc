import type { QueryClient } from '@tanstack/react-query';

import { BEATS_PER_BAR } from '#shared/bpm.ts';
import type { Task } from '#shared/task.ts';

import { isTyping } from '../../../lib/is-typing.ts';
import { closeToast, toasts } from '../../../lib/toasts.ts';
import { closeDialog, openedDialog } from '../../../state/dialogs.ts';
import { letterShortcutsOff } from '../../../state/preferences.ts';
import { taskCache } from '../../../sync/task-cache.ts';
import { isShortcut } from '../../commands/shortcuts.ts';
import { openEmptyInspector } from '../../inspector/open-inspector.ts';
import {
  currentTakeOf,
  isAuditioning,
  playTake,
  seekTake,
  switchTake,
  toggleTake,
} from '../../player/play-take.ts';
import { playback } from '../../player/playback.ts';
import { wholeTakesOf } from '../card/task-status.ts';
import { pressSelectionKey } from '../selection/selection-keys.ts';
import { focusedTaskId, rowOf, taskAt } from './row-of.ts';

const SECOND = 1;
const MINUTE_S = 60;

/** These answer Space themselves; of the rest of the page it plays and pauses. */
const KEEPS_SPACE =
  'button, a, summary, select, textarea, [contenteditable], input:not([type="radio"], [type="range"])';

function currentTask(client: QueryClient): Task | undefined {
  const { src } = playback.state();
  return taskCache(client)
    .all()
    .find((task) => wholeTakesOf(task).some(({ audio }) => audio === src));
}

function togglePlay(task: Task | undefined): boolean {
  if (!task) return false;
  const take = currentTakeOf(task) ?? wholeTakesOf(task)[0];
  if (!take) return false;
  toggleTake(task, take);
  return true;
}

/** The first in sight that can be played, of those that are drawn. */
function firstInSight(client: QueryClient): Task | undefined {
  for (const row of document.querySelectorAll<HTMLElement>('[data-task]')) {
    const task = taskCache(client).get(row.dataset['task'] ?? '');
    if (task && wholeTakesOf(task).length > 0 && row.getBoundingClientRect().bottom > 0) return task;
  }
  return undefined;
}

function chooseTake(task: Task | undefined, n: number): boolean {
  const take = task && wholeTakesOf(task).find((each) => each.n === n);
  if (!task || !take) return false;
  if (currentTakeOf(task)) switchTake(task, n);
  else playTake(task, take);
  return true;
}

function step(task: Task | undefined, sign: 1 | -1, isBar: boolean): boolean {
  const take = task && currentTakeOf(task);
  if (!task || !take) return false;
  const bpm = task.request.soundTempo;
  const by = isBar && bpm !== null ? (BEATS_PER_BAR * MINUTE_S) / bpm : SECOND;
  const end = playback.durationOf(take.audio) ?? take.durationS ?? Infinity;
  seekTake(task, take, Math.max(0, Math.min(end, playback.timeOf(take.audio) + sign * by)));
  return true;
}

/** The button of that row that does it: the row knows whether it may. */
function press(id: string | null, act: string): boolean {
  const button = id === null ? null : rowOf(id)?.querySelector<HTMLElement>(`[data-act="${act}"]`);
  button?.click();
  return Boolean(button);
}

/** What answers the arrows itself keeps them. */
const keepsArrows = (target: Element): boolean =>
  isTyping(target) || (target instanceof HTMLInputElement && target.type !== 'checkbox');

/** The row that the arrows reach is played, while something plays or each is to be heard. */
function auditionRow(client: QueryClient, row: HTMLElement): void {
  if (!playback.isOn && !isAuditioning.get()) return;
  const task = taskCache(client).get(taskAt(row) ?? '');
  const take = task && wholeTakesOf(task)[0];
  if (task && take && !currentTakeOf(task)) playTake(task, take);
}

/** From row to row, whatever in it has the focus. */
function moveFrom(client: QueryClient, target: Element, by: 1 | -1): boolean {
  const row = target.closest('[data-index]');
  if (!row) return false;
  const focusNext = () => {
    const next = row.parentElement?.querySelector<HTMLElement>(
      `[data-index="${Number(row.getAttribute('data-index')) + by}"] article`,
    );
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
    if (next) auditionRow(client, next);
    return Boolean(next);
  };
  if (focusNext()) return true;
  // The page was scrolled away from the row with the focus; its neighbours are drawn when it is seen again.
  row.scrollIntoView({ block: 'nearest' });
  requestAnimationFrame(() => requestAnimationFrame(focusNext));
  return true;
}

function goToList(): HTMLElement | null {
  const first = document.querySelector<HTMLElement>('[data-task] > article');
  first?.focus();
  return first;
}

function goToRow(client: QueryClient, by: 1 | -1): boolean {
  if (document.activeElement && moveFrom(client, document.activeElement, by)) return true;
  const first = goToList();
  if (first) auditionRow(client, first);
  return first !== null;
}

const letterOf = ({ key, code }: KeyboardEvent): string =>
  /^[a-z]$/i.test(key) ? key.toLowerCase() : (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key);

const onRow: Record<string, string> = {
  Enter: 'inspect',
  e: 'edit',
  n: 'notes',
  f: 'favourite',
  Backspace: 'delete',
  Delete: 'delete',
};

/** What the newest notice offers to take back. */
function undoLast(): boolean {
  const last = toasts.get().findLast(({ undo }) => undo);
  if (last) closeToast(last.id);
  last?.undo?.();
  return last !== undefined;
}

/** A dialog that was asked for and is not here yet; one that is open answers Escape itself. */
function closeAsked(): boolean {
  if (openedDialog.get() === null) return false;
  closeDialog();
  return true;
}

/** What a key does in the list; true where it did something. */
export function pressRowKey(client: QueryClient, event: KeyboardEvent): boolean {
  if (pressSelectionKey(client, event)) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (isShortcut(event, 'undo') && !isTyping(target) && !document.querySelector('dialog[open]'))
    return undoLast();
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return false;
  const id = focusedTaskId();
  const isOnRow = target?.matches('article') === true;
  const task = (id === null ? undefined : taskCache(client).get(id)) ?? currentTask(client);
  if (event.key === ' ') return !target?.closest(KEEPS_SPACE) && togglePlay(task ?? firstInSight(client));
  if (event.key === 'Escape') return closeAsked() || (target?.id === 'prompt' && goToList() !== null);
  const isDown = event.key === 'ArrowDown';
  if (isDown || event.key === 'ArrowUp')
    return target !== null && !keepsArrows(target) && moveFrom(client, target, isDown ? 1 : -1);
  if (isTyping(target)) return false;
  const isArrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  if (isArrow)
    return isOnRow && step(currentTask(client), event.key === 'ArrowRight' ? 1 : -1, event.shiftKey);
  const letter = letterOf(event);
  const isSingle = letter.length === 1;
  if (isSingle && letterShortcutsOff.get()) return false;
  if (letter === '1' || letter === '2') return chooseTake(task, Number(letter));
  if (letter === 'j' || letter === 'k') return goToRow(client, letter === 'j' ? 1 : -1);
  if (isShortcut(event, 'openFile')) {
    openEmptyInspector();
    return true;
  }
  const act = onRow[letter];
  return act !== undefined && (isOnRow || (isSingle && id !== null)) && press(id, act);
}
