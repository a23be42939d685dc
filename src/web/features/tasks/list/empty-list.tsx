import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { keyTint } from '../../../ui/key-tint.ts';
import { useFormActions } from '../../compose/compose-context.ts';
import { chipWords } from '../card/chips.tsx';
import { changeFilters } from '../filters/use-filters.ts';

/** A place, a groove, a moment. */
const examples: readonly SoundRequest[] = [
  { ...emptySound, prompt: words.cues.place, soundLoop: true },
  {
    ...emptySound,
    prompt: words.cues.groove,
    soundLoop: true,
    soundTempo: 90,
    soundKey: 'Am',
  },
  {
    ...emptySound,
    prompt: words.cues.moment,
    soundTempo: 128,
    soundKey: 'D',
  },
];

/** One sentence and three examples that fill the form. */
export function EmptyList() {
  const form = useFormActions();
  return (
    <div className="grid gap-4">
      <p className="max-w-[60ch] text-muted">{words.empty}</p>
      <ul className="bare-list grid gap-3 sm:grid-cols-3">
        {examples.map((example) => (
          <li key={example.prompt} {...keyTint(example.soundKey)} className="grid">
            <button
              type="button"
              className="relative grid content-between gap-4 overflow-clip rounded-card border border-line bg-card p-4 pl-5 text-left transition-colors hover:border-edge"
              onClick={() => form.fill(example)}
            >
              <span aria-hidden="true" className="absolute inset-y-0 left-0 w-[3px] bg-key" />
              <span>{example.prompt}</span>
              <span className="text-sm text-muted">{chipWords(example).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      <div>
        <Button look="quiet" onClick={() => changeFilters({ deleted: true })}>
          {words.deletedCommand}
        </Button>
      </div>
    </div>
  );
}
