import * as words from '../../strings/task-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useButtonCommand } from '../commands/use-button-command.ts';
import { useInspector } from './inspector-context.ts';

/** Opens the inspector without a take, for any audio file. */
export function InspectorButton() {
  const button = useButtonCommand(words.openFile);
  const inspector = useInspector();
  if (!inspector) return null;
  return (
    <Button
      ref={button}
      look="quiet"
      title={words.openFileTitle}
      onPointerEnter={inspector.prepare}
      onFocus={inspector.prepare}
      onClick={inspector.openEmpty}
    >
      <Icon name="wave" />
      <span>{words.openFile}</span>
    </Button>
  );
}
