import { useEffect, useRef, useState } from 'react';

import * as words from '../../../strings/task-strings.ts';

/** The prompt in two lines; all of it on demand. */
export function PromptText({ id, text }: { id: string; text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [isCut, setIsCut] = useState(false);
  const [isOpen, setIsOpen] = useState(false);

  useEffect(() => {
    const element = heading.current;
    if (!element || isOpen) return;
    const resized = new ResizeObserver(() => setIsCut(element.scrollHeight > element.clientHeight + 1));
    resized.observe(element);
    return () => resized.disconnect();
  }, [isOpen]);

  return (
    <div className="max-w-[70ch]">
      <h3 ref={heading} id={id} className={`font-normal wrap-anywhere ${isOpen ? '' : 'line-clamp-2'}`}>
        {text}
      </h3>
      {(isCut || isOpen) && (
        <button
          type="button"
          aria-expanded={isOpen}
          className="min-h-6 text-sm text-muted underline underline-offset-2 hover:text-ink"
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? words.showLess : words.showAll}
        </button>
      )}
    </div>
  );
}
