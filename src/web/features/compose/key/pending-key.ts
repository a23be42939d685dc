/** So long a press waits for it. */
const WAIT_MS = 5000;

let pending = Promise.resolve(true);

/** @param read whether it could be read; never rejects */
export function noteKeyTyped(read: Promise<boolean>): void {
  pending = read;
}

/** Whether what was typed into the list of keys stands in the form: what reads it may still be on its way. That it does not is told once. */
export async function awaitTypedKey(): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, WAIT_MS, false));
  const isRead = await Promise.race([pending, late]);
  if (!isRead) pending = Promise.resolve(true);
  return isRead;
}
