import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Opens what comes only when it is pressed. */
export function BatchButton({ onPress }: { onPress: () => void }) {
  return (
    <Button look="quiet" aria-haspopup="dialog" title="Many tasks from a grid or a table" onClick={onPress}>
      <Icon name="grid" /> Batch
    </Button>
  );
}
