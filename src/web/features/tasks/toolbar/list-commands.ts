import * as words from '../../../strings/list-strings.ts';
import { deletedCommand } from '../../../strings/task-strings.ts';
import type { Command } from '../../commands/command-list.ts';
import { showDeleted } from '../trash/show-deleted.ts';
import type { ListPanel } from './list-menu.tsx';

/** Of the whole list, for the palette. */
export const listCommands = (open: (panel: ListPanel) => void): Command[] => [
  { id: 'track', title: words.trackTaskId, run: () => open('track') },
  { id: 'backup', title: words.backupCommand, run: () => open('backup') },
  { id: 'deleted', title: deletedCommand, run: () => showDeleted() },
];
