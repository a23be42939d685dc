import { useEffect, useRef, useState } from 'react';

import type { ExportFormat } from '../../../../audio/encode/export-formats.ts';
import { showToast } from '../../../lib/toasts.ts';
import { words } from '../../../strings/library-strings.ts';
import type { ChosenTake } from './convert-takes.ts';

interface Wanted {
  chosen: readonly ChosenTake[];
  format: ExportFormat;
  template: string;
}

const NAMED_MAX = 5;
const nameSome = (names: readonly string[]): string =>
  names.slice(0, NAMED_MAX).join(', ') + (names.length > NAMED_MAX ? ' …' : '');

/** Converts takes in the page and hands over one zip; ends with the panel, or when it is cancelled. */
export function useConvertedDownload() {
  /** Files done; null while nothing is converted. */
  const [done, setDone] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  /** @returns whether all of it was handed over */
  async function start({ chosen, format, template }: Wanted): Promise<boolean> {
    const { signal } = (stop.current = new AbortController());
    setDone(0);
    setFailure(null);
    try {
      const { convertTakes } = await import('./convert-takes.ts');
      const { offerDownload } = await import('../../inspector/export/save-file.ts');
      const { zip, failed } = await convertTakes(chosen, { format, template, signal, onProgress: setDone });
      if (zip) offerDownload(zip, `cuesmith-${chosen.length}-sounds.zip`);
      if (failed.length > 0) setFailure(words.notPacked(failed.length, nameSome(failed)));
      else showToast(words.packed(chosen.length));
      return failed.length === 0;
    } catch (error) {
      if (!signal.aborted)
        setFailure(words.notWritten(error instanceof Error ? error.message : String(error)));
      return false;
    } finally {
      setDone(null);
    }
  }
  return { done, failure, start, cancel: () => stop.current?.abort() };
}
