import type { RefObject } from 'react';

import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { OpenFile } from './open-file.tsx';

/** Back to the tasks, what is open, another file. */
export function SoundHead({
  title,
  heading,
  onClose,
  onFiles,
}: {
  title: string;
  heading: RefObject<HTMLHeadingElement | null>;
  onClose: () => void;
  onFiles: ((files: readonly File[]) => void) | null;
}) {
  return (
    <header className="i-head">
      <Button
        look="quiet"
        className="i-back"
        aria-label={words.close}
        title={words.closeTitle}
        onClick={onClose}
      >
        {words.backTo}
      </Button>
      <h2 ref={heading} dir="auto" tabIndex={-1} title={title}>
        {title}
      </h2>
      {onFiles && <OpenFile label={words.addFile} onFiles={onFiles} />}
    </header>
  );
}
