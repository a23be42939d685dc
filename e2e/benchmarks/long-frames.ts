/** No frame may take longer. */
export const FRAME_MS = 50;

declare global {
  interface Window {
    longFrames: number[];
  }
}

/** Runs in the page: keeps the frames over 50 ms, which are all that a browser tells of. */
export function watchFrames(): void {
  window.longFrames = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longFrames.push(duration);
  }).observe({ type: 'long-animation-frame' });
}
