let reading: Promise<void> | undefined;

export function noteKeyTyped(read: Promise<void>): void {
  reading = read;
}

/** Until what was typed into the list of keys stands in the form: what reads it may still be on its way. Never rejects. */
export const keyTyped = (): Promise<void> | undefined => reading;
