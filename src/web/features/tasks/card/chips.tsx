import { formatKey } from '#shared/key/format-key.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import type { KnownRequest } from '#shared/sound-request.ts';
import type { Task } from '#shared/task.ts';

import * as words from '../../../strings/task-strings.ts';

/** What was asked for, in the order of the form; what a tracked task does not know is left out. */
export function chipWords({ soundKey, soundTempo, soundLoop, grabLyrics, model }: KnownRequest): string[] {
  return [
    soundKey === null ? '' : soundKey === 'Any' ? words.anyKey : formatKey(soundKey),
    soundTempo === null ? words.autoBpm : words.inBpm(soundTempo),
    soundLoop ? words.loop : '',
    grabLyrics ? words.lyrics : '',
    model === null || model === DEFAULT_MODEL ? '' : model,
  ].filter(Boolean);
}

const chip = 'inline-flex min-h-6 items-center rounded-full px-2 text-xs whitespace-nowrap';
const keyed = `${chip} bg-key-wash font-semibold text-key-ink`;
const plain = `${chip} border border-line text-muted`;

export function Chips({ task: { request, tracked } }: { task: Pick<Task, 'request' | 'tracked'> }) {
  const chips = chipWords(request);
  return (
    <ul aria-label={words.chips} className="bare-list flex flex-wrap items-center gap-1">
      {chips.map((word, index) => (
        <li key={word} className={index === 0 && request.soundKey !== null ? keyed : plain}>
          {word}
        </li>
      ))}
      {tracked && <li className={plain}>{words.tracked}</li>}
    </ul>
  );
}
