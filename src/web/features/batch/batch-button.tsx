import * as words from '../../strings/task-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useButtonCommand } from '../commands/use-button-command.ts';

/** Opens what comes only when it is pressed. */
export function BatchButton({ onPress }: { onPress: () => void }) {
  const button = useButtonCommand(words.batchCommand);
  return (
    <Button ref={button} look="quiet" aria-haspopup="dialog" title={words.batchTitle} onClick={onPress}>
      <Icon name="grid" /> {words.batch}
    </Button>
  );
}
