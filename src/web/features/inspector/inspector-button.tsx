import * as words from '../../strings/task-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useButtonCommand } from '../commands/use-button-command.ts';
import { useListening } from './inspector-context.ts';

/** Opens the bench without a take, for any audio file. */
export function BenchButton() {
  const button = useButtonCommand(words.benchCommand);
  const listening = useListening();
  if (!listening) return null;
  return (
    <Button
      ref={button}
      look="quiet"
      title={words.benchTitle}
      onPointerEnter={listening.prepare}
      onFocus={listening.prepare}
      onClick={listening.openEmpty}
    >
      <Icon name="wave" />
      <span>
        {words.bench}
        <span className="sr-only">{words.benchFor}</span>
      </span>
    </Button>
  );
}
