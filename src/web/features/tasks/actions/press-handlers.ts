import { keepFocus } from './keep-focus.ts';

// What presses in the list do, as one part (list-presses.ts).
export { readAll } from '../../../api/library-api.ts';
export { narrowList } from '../filters/narrow-list.ts';
export { pressRowKey } from '../list/row-keys.ts';
export { Toasts } from '../../../ui/toasts.tsx';
export { deleteTask, editTask, favourTask } from './act-on-task.ts';
export { copyTaskId, copyTaskIds, copyFocusedTaskId } from './copy-task-id.ts';

keepFocus();
