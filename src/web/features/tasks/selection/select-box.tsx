import * as words from '../../../strings/task-strings.ts';
import { useShownIds } from '../list/use-shown-ids.ts';
import { selectUpTo, toggleSelected, useIsSelected } from './selection-store.ts';

/** The card's box while tasks are being selected. With Shift, all from the one before are. */
export function SelectBox({ id, labelledBy }: { id: string; labelledBy: string }) {
  const isSelected = useIsSelected(id);
  const shownIds = useShownIds();
  if (isSelected === null) return null;
  return (
    <label className="-my-1 -ml-2 grid size-10 shrink-0 cursor-pointer place-items-center">
      <span id={`${labelledBy}-select`} className="sr-only">
        {words.select}
      </span>
      <input
        type="checkbox"
        aria-labelledby={`${labelledBy}-select ${labelledBy}`}
        className="size-5 accent-ink"
        checked={isSelected}
        onChange={({ nativeEvent }) => {
          if (nativeEvent instanceof MouseEvent && nativeEvent.shiftKey) selectUpTo(id, shownIds());
          else toggleSelected(id);
        }}
      />
    </label>
  );
}
