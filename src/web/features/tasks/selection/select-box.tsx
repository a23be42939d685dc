import { useQueryClient } from '@tanstack/react-query';
import { use } from 'react';

import * as words from '../../../strings/task-strings.ts';
import { RowTab } from '../card/row-tab.ts';
import { shownIds } from '../list/shown-ids.ts';
import { selectUpTo, toggleSelected, useIsSelected } from './selection-store.ts';

/** The row's box, seen where the pointer or the focus is and while tasks are being selected. With Shift, all from the one before are. */
export function SelectBox({ id, labelledBy }: { id: string; labelledBy: string }) {
  const isSelected = useIsSelected(id);
  const client = useQueryClient();
  const tab = use(RowTab);
  return (
    <input
      id={`${labelledBy}-select`}
      type="checkbox"
      aria-label={words.select}
      aria-labelledby={`${labelledBy}-select ${labelledBy}`}
      className="check"
      tabIndex={tab}
      checked={isSelected}
      onChange={({ nativeEvent }) => {
        if (nativeEvent instanceof MouseEvent && nativeEvent.shiftKey) selectUpTo(id, shownIds(client));
        else toggleSelected(id);
      }}
    />
  );
}
