/** How much of a body that nobody wants is still read. */
const DRAIN_MAX = 512 * 1024 * 1024;

/** Reads a body on, so that its sender gets our answer and not a reset. */
export async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (!body || body.locked) return;
  const reader = body.getReader();
  try {
    for (let bytes = 0; bytes < DRAIN_MAX;) {
      const { done, value } = await reader.read();
      if (done) return;
      bytes += value.byteLength;
    }
  } catch {
    // The sender hung up: nobody waits for the answer.
  }
}
