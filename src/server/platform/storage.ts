/** The data folder as a whole. */
export interface Storage {
  /**
   * False once the folder, or the database in it, is no longer the one that was opened (removed, moved, replaced): what is
   * written now is lost at the next start, so nothing that costs money may begin.
   */
  isStillOurs(): boolean;
}
