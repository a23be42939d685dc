import { useButtonCommand } from '../../commands/use-button-command.ts';

/** A button of the list's head; on a phone its picture alone. */
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
  return (
    <button
      ref={button}
      type="button"
      className="control quiet"
      data-icon={icon}
      title={title}
      onPointerEnter={onNear}
      onFocus={onNear}
      onClick={onPress}
    >
      <span>{name}</span>
    </button>
  );
}
