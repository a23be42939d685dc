import * as words from '../strings/task-strings.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

export interface Toast {
  id: number;
  text: string;
  /** Takes back what was done. */
  undo?: () => void;
}

/** Confirms what leaves no trace. Said aloud by the live region, so silent here. */
export function Toasts({ toasts, onClose }: { toasts: readonly Toast[]; onClose: (id: number) => void }) {
  if (toasts.length === 0) return null;
  return (
    <section
      aria-label={words.notices}
      data-toasts
      className="fixed inset-x-4 bottom-24 z-20 mx-auto grid w-fit max-w-[calc(100vw-2rem)] gap-2 sm:bottom-6"
    >
      {toasts.map(({ id, text, undo }) => (
        <div
          key={id}
          className="toast flex items-center gap-2 rounded-card border border-line bg-card py-1 pr-1 pl-4 text-sm shadow-float"
        >
          <span className="mr-2">{text}</span>
          {undo && (
            <Button
              onClick={() => {
                onClose(id);
                undo();
              }}
            >
              {words.undo}
            </Button>
          )}
          <Button look="icon" aria-label={words.closeNotice} onClick={() => onClose(id)}>
            <Icon name="close" />
          </Button>
        </div>
      ))}
    </section>
  );
}
