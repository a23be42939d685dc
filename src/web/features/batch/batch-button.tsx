import { openDialog } from '../../state/dialogs.ts';
import * as words from '../../strings/task-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useButtonCommand } from '../commands/use-button-command.ts';

export function BatchButton() {
  const button = useButtonCommand(words.batchCommand);
  return (
    <Button
      ref={button}
      look="quiet"
      aria-haspopup="dialog"
      title={words.batchTitle}
      onClick={() => openDialog('batch')}
    >
      <Icon name="grid" /> {words.batch}
    </Button>
  );
}
