import * as words from '../../../strings/task-strings.ts';
import { useBoard } from '../board-context.ts';
import { useIsSelected } from './selection-store.ts';

/** The card's box while tasks are being picked. With Shift, all from the one before are picked. */
export function SelectBox({ id, labelledBy }: { id: string; labelledBy: string }) {
  const { selection } = useBoard();
  const isPicked = useIsSelected(selection, id);
  if (isPicked === null) return null;
  return (
    <label className="-my-1 -ml-2 grid size-10 shrink-0 cursor-pointer place-items-center">
      <span id={`${labelledBy}-pick`} className="sr-only">
        {words.pick}
      </span>
      <input
        type="checkbox"
        aria-labelledby={`${labelledBy}-pick ${labelledBy}`}
        className="size-5 accent-ink"
        checked={isPicked}
        onChange={({ nativeEvent }) =>
          selection.pick(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
    </label>
  );
}
