import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useListening } from './listening.ts';

/** Opens the bench without a take, for any audio file. */
export function BenchButton() {
  const listening = useListening();
  if (!listening) return null;
  return (
    <Button
      look="quiet"
      title="Measure, fix and export any audio file; or drop one anywhere"
      onPointerEnter={listening.prepare}
      onFocus={listening.prepare}
      onClick={listening.openEmpty}
    >
      <Icon name="wave" />
      <span>
        Bench<span className="sr-only"> for any audio file</span>
      </span>
    </Button>
  );
}
