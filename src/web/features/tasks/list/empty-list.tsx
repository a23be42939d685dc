import { useEffect } from 'react';

import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import * as words from '../../../strings/task-strings.ts';
import { keyTint } from '../../../ui/key-tint.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { useFormActions } from '../../compose/compose-context.ts';
import { focusField } from '../../compose/form-fields.ts';
import { chipWords } from '../card/chips.tsx';

const SandboxOrVendor = lazyComponent(
  () => import('../../connections/sandbox-or-vendor.tsx'),
  'SandboxOrVendor',
);

const TrashLink = lazyComponent(() => import('../trash/trash-link.tsx'), 'TrashLink', null);

/** A place, a groove, a moment; a hit, a signal, a mood. */
const examples: readonly SoundRequest[] = [
  { ...emptySound, prompt: words.examples.place, soundLoop: true },
  {
    ...emptySound,
    prompt: words.examples.groove,
    soundLoop: true,
    soundTempo: 90,
    soundKey: 'Am',
  },
  {
    ...emptySound,
    prompt: words.examples.moment,
    soundTempo: 128,
    soundKey: 'D',
  },
  { ...emptySound, prompt: words.examples.hit },
  { ...emptySound, prompt: words.examples.signal, soundKey: 'C' },
  { ...emptySound, prompt: words.examples.mood, soundKey: 'Dm', soundLoop: true },
];

/** One sentence and six examples that fill the form. The prompt has the focus, where that opens no keyboard. */
export function EmptyList() {
  const form = useFormActions();
  useEffect(() => {
    // With a hash, somebody has already gone to a place.
    const isFree = document.activeElement === document.body && location.hash === '';
    if (isFree && matchMedia('(pointer: fine)').matches) focusField('prompt');
  }, []);
  return (
    <div className="grid gap-4">
      <p className="max-w-[60ch] text-muted">{words.empty}</p>
      <ul className="bare-list examples">
        {examples.map((example) => (
          <li key={example.prompt} {...keyTint(example.soundKey)} className="grid">
            <button type="button" className="example" onClick={() => form.fill(example)}>
              <span>{example.prompt}</span>
              <span className="hint">{chipWords(example).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {/* Its place is kept, so that nothing below it moves. */}
      <div className="min-h-[15.5rem] sm:min-h-36">
        <SandboxOrVendor />
      </div>
      <TrashLink />
    </div>
  );
}
