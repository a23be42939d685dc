import type { ComponentType } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

export interface ToolProps {
  form: UseFormReturn<SoundRequest>;
  connection: Connection | undefined;
  /** The task the form was filled from, if any. */
  origin: SoundRequest | null;
}

/** What helps with the form but comes after it, into places kept free. tools.tsx fills them. */
export interface ComposeTools {
  /** In the place of the prompt's hint, where there is something to say. */
  PromptHint: ComponentType<ToolProps & { id: string; usual: string }>;
  PromptBar: ComponentType<ToolProps>;
  /** Under key and BPM. */
  SoundBar: ComponentType<ToolProps>;
  /** At the end of More. */
  Rehearse: ComponentType<ToolProps>;
  /** In the phone's bar. */
  CommandsButton: ComponentType;
  /** In the place of the callback's hint. */
  CallbackHint: ComponentType<ToolProps & { id: string; usual: string }>;
}
