import { createContext, use } from 'react';

import type { KnownRequest } from '#shared/sound-request.ts';

import type { Api } from '../../api/api-client.ts';
import type { Selection } from './selection/selection-store.ts';
import type { TaskSlots } from './task-slots.ts';

/** What every card on the board needs of the page. */
export interface Board {
  api: Api;
  /** Puts the request back in the form. */
  onEdit: (request: KnownRequest) => void;
  toast: (text: string, undo?: () => void) => void;
  /** The host's page where keys are handed out, when a vendor is in use. */
  keyPage: string | null;
  /** Moves focus on when the card that held it goes away. */
  focusAfter: (id: string) => void;
  selection: Selection;
  /** Title, tags and notes; absent where the library is. */
  Details: TaskSlots['Details'] | undefined;
  /** Shows all tasks with that tag. */
  onTag: (tag: string) => void;
}

export const BoardContext = createContext<Board | null>(null);

export function useBoard(): Board {
  const board = use(BoardContext);
  if (!board) throw new Error('A task card stands outside the board.');
  return board;
}
