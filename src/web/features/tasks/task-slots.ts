import type { ComponentType, ReactNode } from 'react';

import type { TaskPatch } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import type { Api } from '../../api/api-client.ts';
import type { Filters } from '../../state/filters.ts';

/** What a piece outside of the board can do to it. */
export interface BoardHandle {
  api: Api;
  put: (tasks: readonly Task[]) => void;
  /** Takes them from the list, and stops what of them plays. */
  drop: (ids: readonly string[]) => void;
  /** Before a deleted one comes back. */
  unforget: (ids: readonly string[]) => void;
  toast: (text: string, undo?: () => void) => void;
}

/** Pieces of other features that stand on the board; session.tsx puts them in. Each comes when it is first shown. */
export interface TaskSlots {
  /** What narrows the list. */
  FilterBar: ComponentType<{
    api: Api;
    filters: Filters;
    onChange: (filters: Filters) => void;
    /** The fields, or only what is set. */
    isOpen: boolean;
    id: string;
  }>;
  /** What can be done with all that is picked. */
  BulkBar: ComponentType<{
    board: BoardHandle;
    picked: readonly Task[];
    shown: number;
    onAll: () => void;
    onEnd: () => void;
    onUnpick: (ids: readonly string[]) => void;
  }>;
  /** Title, tags and notes of one task. */
  Details: ComponentType<{
    task: Task;
    onSave: (change: TaskPatch) => Promise<void>;
    onClose: () => void;
  }>;
  /** Backup, restore and the list as CSV. */
  Backup: ComponentType<{
    api: Api;
    query: string;
    total: number;
    onImported: () => void;
    onClose: () => void;
  }>;
  /** Beside the other buttons over the list. */
  actions: ReactNode;
  /** Between the buttons and the list. */
  above: ReactNode;
}
