import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useButtonCommand } from '../../use-button-command.ts';
import * as words from '../../words/board.ts';

/** Opens what comes only when it is pressed. */
export function BatchButton({ onPress }: { onPress: () => void }) {
  const button = useButtonCommand(words.batchCommand);
  return (
    <Button ref={button} look="quiet" aria-haspopup="dialog" title={words.batchTitle} onClick={onPress}>
      <Icon name="grid" /> {words.batch}
    </Button>
  );
}
