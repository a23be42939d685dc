/**
 * The first `AudioContext` holds the page up until Chromium has started its audio process (60 ms); asked for the list of
 * devices, it starts that process by itself meanwhile. No permission is asked for, and the list is not looked at.
 */
export function wakeAudio(): void {
  // Over plain HTTP in a network there are no media devices; a refusal only means that the first press of Play waits.
  void (navigator.mediaDevices as MediaDevices | undefined)?.enumerateDevices().catch(() => undefined);
}
