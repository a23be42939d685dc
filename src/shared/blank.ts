/** What shows nothing: white space, control and format characters, fillers, lone marks, the empty braille cell. */
const INVISIBLE =
  /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{M}\u2800\uFFFC\uFFFD\u{1D159}]/gu;

/** Whether there is nothing to read in it. */
export const isBlank = (text: string): boolean => text.replaceAll(INVISIBLE, '') === '';
