import '../../../styles/toasts.css';
import { useLayoutEffect, useRef, type ComponentProps } from 'react';

/** A button over the list, right under its head, wherever that ends: `--head-end`, px from the window's top. */
export function UnderHead(props: ComponentProps<'button'>) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const head = button.current?.closest('section')?.firstElementChild;
    if (!head) return;
    const place = () => {
      button.current?.style.setProperty('--head-end', `${head.getBoundingClientRect().bottom}px`);
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
