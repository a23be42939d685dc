import * as words from '../../strings/task-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useButtonCommand } from '../commands/use-button-command.ts';
import { prefetchInspector } from './load-inspector.ts';
import { openEmptyInspector } from './open-inspector.ts';

/** Opens the inspector without a take, for any audio file. */
export function InspectorButton() {
  const button = useButtonCommand(words.openFile);
  return (
    <Button
      ref={button}
      look="quiet"
      title={words.openFileTitle}
      onPointerEnter={prefetchInspector}
      onFocus={prefetchInspector}
      onClick={openEmptyInspector}
    >
      <Icon name="wave" />
      <span>{words.openFile}</span>
    </Button>
  );
}
