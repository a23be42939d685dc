/**
 * Firefox over PulseAudio can wait for this answer for ever while it plays: the page's thread holds the graph and wants
 * the sound server, the sound server wants the graph.
 */
const MAY_HANG = /X11.*Firefox\//;

/** Seconds from a context's own clock to the ear; what cannot be asked for is the shortest it can be. */
export const outputLatencyOf = (
  context: Pick<AudioContext, 'baseLatency' | 'outputLatency'>,
  browser = navigator.userAgent,
): number => (MAY_HANG.test(browser) ? context.baseLatency : context.outputLatency) || 0;
