/** Long work stops this often for what else there is to do: requests, sends, timers. */
const SLICE_MS = 20;

interface TimeSlice {
  isOver(): boolean;
  /** Lets others work, then begins a new slice. */
  pause(): Promise<void>;
}

export function createTimeSlice(): TimeSlice {
  let startedMs = performance.now();
  return {
    isOver: () => performance.now() - startedMs > SLICE_MS,
    async pause() {
      await new Promise<void>((resolve) => void setTimeout(resolve));
      startedMs = performance.now();
    },
  };
}
