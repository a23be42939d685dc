/** The keys of connections. Written by the page, read by this process alone, in no backup and no answer. */
export interface Secrets {
  get(id: string): string | null;
  /** On disk when it returns. @throws what the disk says */
  set(id: string, key: string): void;
  remove(id: string): void;
}
