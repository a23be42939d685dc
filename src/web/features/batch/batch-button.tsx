import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import * as words from '../../words/board.ts';

/** Opens what comes only when it is pressed. */
export function BatchButton({ onPress }: { onPress: () => void }) {
  return (
    <Button look="quiet" aria-haspopup="dialog" title={words.batchTitle} onClick={onPress}>
      <Icon name="grid" /> {words.batch}
    </Button>
  );
}
