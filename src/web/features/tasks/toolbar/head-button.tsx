import { useDialog } from '../../../state/dialogs.ts';
import { useButtonCommand } from '../../commands/use-button-command.ts';

/** A button of the list's head; on a phone its picture alone. It stays down while the dialog of that name is open. */
export function HeadButton({
  icon,
  name,
  command = name,
  title,
  onNear,
  onPress,
}: {
  icon: string;
  name: string;
  /** How the command palette calls it. */
  command?: string;
  title: string;
  onNear?: () => void;
  onPress: () => void;
}) {
  const button = useButtonCommand(command);
  const dialog = useDialog();
  return (
    <button
      ref={button}
      type="button"
      className="control quiet"
      data-icon={icon}
      data-on={dialog?.name === icon || undefined}
      title={title}
      onPointerEnter={onNear}
      onFocus={onNear}
      onClick={onPress}
    >
      <span>{name}</span>
    </button>
  );
}
