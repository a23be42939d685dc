import { announcement } from '../lib/announce.ts';
import { useStore } from '../lib/create-store.ts';

/** The one polite live region of the page. */
export function LiveRegion() {
  const { text, count } = useStore(announcement);
  // A new node per sentence: the same words twice are heard twice.
  return (
    <output className="sr-only">
      <span key={count}>{text}</span>
    </output>
  );
}
