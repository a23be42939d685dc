import { useEffect, useEffectEvent, useRef, useState } from 'react';

import type { Batch } from '#shared/batch.ts';

import { announce } from '../../lib/announce.ts';
import { lineStrings } from '../../strings/batch-strings.ts';
import { openCount } from '../../sync/batch-cache.ts';

/** Shorter ones end while one looks. */
const LONG = 8;

/**
 * Says that a batch has ended: aloud to whoever looks at the page, by the system to whoever asked for it and looks elsewhere.
 * The browser's leave is asked for at that press, never before.
 */
export function useEndNotice(batch: Batch) {
  const open = openCount(batch);
  const before = useRef(open);
  const [isAsked, setIsAsked] = useState(false);
  const [text, setText] = useState<string | null>(null);

  const end = useEffectEvent(() => {
    announce(`${lineStrings.ended(batch.name)}.`);
    if (isAsked && !document.hasFocus()) notify(lineStrings.ended(batch.name), batch.id);
    setIsAsked(false);
    setText(null);
  });
  useEffect(() => {
    if (before.current > 0 && open === 0) end();
    before.current = open;
  }, [open]);

  async function ask() {
    const leave = await Notification.requestPermission();
    setIsAsked(leave === 'granted');
    setText(leave === 'granted' ? lineStrings.told : lineStrings.toldDenied);
  }

  const isOffered = open >= LONG && !isAsked && text === null && 'Notification' in globalThis;
  return { isOffered, ask, text: open > 0 ? text : null };
}

function notify(title: string, tag: string): void {
  try {
    const notice = new Notification(title, { tag, icon: 'icon.svg' });
    notice.addEventListener('click', () => {
      window.focus();
      notice.close();
    });
  } catch {
    // Chrome on Android lets only a service worker notify; the page itself says it all the same.
  }
}
