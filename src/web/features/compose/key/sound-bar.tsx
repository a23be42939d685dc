import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { KeyBar } from './key-bar.tsx';
import { KeyPreviewButton } from './key-preview-button.tsx';

/** Under key and BPM. */
export function SoundBar({ form }: { form: UseFormReturn<SoundRequest> }) {
  return (
    <div className="sound-row">
      <KeyPreviewButton form={form} />
      <KeyBar form={form} />
    </div>
  );
}
