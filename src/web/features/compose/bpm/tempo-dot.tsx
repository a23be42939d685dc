import { useEffect, useRef } from 'react';

/** As long as a hand is on the slider, the dot does not begin again with each BPM it passes. */
const DOT_WAIT_MS = 200;

/** Beats a few bars at the tempo once it stands: without end, it would keep the processor awake. Still under reduced motion. */
export function TempoDot({ bpm }: { bpm: number }) {
  const dot = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = dot.current;
    const timer = setTimeout(() => {
      element?.style.setProperty('--beat', `${60 / bpm}s`);
      element?.setAttribute('data-beats', '');
    }, DOT_WAIT_MS);
    return () => {
      clearTimeout(timer);
      element?.removeAttribute('data-beats');
    };
  }, [bpm]);
  return <span ref={dot} className="tempo-dot dot" />;
}
