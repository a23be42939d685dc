import { useEffect, useState } from 'react';

import { onAnnounce } from '../lib/announce.ts';

/** The one polite live region of the page. */
export function LiveRegion() {
  const [said, setSaid] = useState({ text: '', turn: 0 });
  useEffect(() => onAnnounce((text) => setSaid(({ turn }) => ({ text, turn: turn + 1 }))), []);
  // A new node per sentence: the same words twice are heard twice.
  return (
    <output className="sr-only">
      <span key={said.turn}>{said.text}</span>
    </output>
  );
}
