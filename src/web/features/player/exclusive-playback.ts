/** One sound at a time on the page: whoever starts says how to stop it, and stops whoever sounded before. */
let stopCurrent: (() => void) | null = null;

export function claimPlayback(stop: () => void): void {
  if (stopCurrent === stop) return;
  stopCurrent?.();
  stopCurrent = stop;
}
