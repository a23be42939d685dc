import { useRef, type MouseEvent, type PointerEvent } from 'react';

const TWICE_MS = 400;
const NEAR_PX = 24;
/** A finger that moves less has tapped, not dragged. */
const STILL_PX = 6;

interface Place {
  x: number;
  y: number;
  timeMs: number;
}

const placeOf = ({ clientX: x, clientY: y, timeStamp: timeMs }: PointerEvent): Place => ({ x, y, timeMs });
const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);

/** A double click of a mouse, or two taps of a finger on a slider, where some browsers send neither click nor double click. */
export function useTwice(onTwice: (event: MouseEvent) => void) {
  const isFinger = useRef(false);
  const down = useRef<Place | null>(null);
  const last = useRef<Place | null>(null);
  return {
    onPointerDown: (event: PointerEvent) => {
      isFinger.current = event.pointerType === 'touch';
      down.current = placeOf(event);
    },
    /** True for a finger's tap, the second of which is handed on. */
    endsTap: (event: PointerEvent): boolean => {
      const [begun, before, here] = [down.current, last.current, placeOf(event)];
      last.current = null;
      if (!isFinger.current || !begun || distance(begun, here) >= STILL_PX) return false;
      if (before && here.timeMs - before.timeMs < TWICE_MS && distance(before, here) < NEAR_PX)
        onTwice(event);
      else last.current = here;
      return true;
    },
    onDoubleClick: (event: MouseEvent) => {
      if (!isFinger.current) onTwice(event);
    },
  };
}
