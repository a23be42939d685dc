import { openDialog } from '../../state/dialogs.ts';
import { strings } from '../../strings/compose-strings.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Every command for a thumb, which has no Ctrl+K: in the phone's bar. */
export function CommandsButton() {
  return (
    <button
      type="button"
      className={buttonClass('plain', 'size-12')}
      aria-label={strings.palette.heading}
      aria-haspopup="dialog"
      onClick={() => openDialog('palette')}
    >
      <Icon name="lines" className="size-5" />
    </button>
  );
}
