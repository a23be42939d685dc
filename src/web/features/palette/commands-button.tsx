import { openSheet } from '../../sheets.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { say } from '../../words/tools.ts';

/** Every command for a thumb, which has no Ctrl+K: in the phone's bar. */
export function CommandsButton() {
  return (
    <button
      type="button"
      className={buttonClass('plain', 'size-12')}
      aria-label={say.palette.heading}
      aria-haspopup="dialog"
      onClick={() => openSheet('palette')}
    >
      <Icon name="lines" className="size-5" />
    </button>
  );
}
