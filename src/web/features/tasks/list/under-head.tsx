import '../../../styles/toasts.css';
import { useLayoutEffect, useRef, type ComponentProps } from 'react';

/** Height of the page's header, px. */
const HEADER = 48;
/** No head of the list that is pinned ends below. */
const LOWEST = 200;
const GAP = 8;

/** A button over the list, right under its head, wherever that ends. */
export function UnderHead(props: ComponentProps<'button'>) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const head = button.current?.closest('section')?.firstElementChild;
    if (!head) return;
    const place = () => {
      const end = Math.min(LOWEST, Math.max(HEADER, head.getBoundingClientRect().bottom));
      if (button.current) button.current.style.insetBlockStart = `${end + GAP}px`;
    };
    place();
    const watch = new ResizeObserver(place);
    watch.observe(head);
    document.addEventListener('scroll', place, { passive: true });
    return () => {
      watch.disconnect();
      document.removeEventListener('scroll', place);
    };
  }, []);
  return <button ref={button} type="button" className="new-above" {...props} />;
}
