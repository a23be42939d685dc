import { use } from 'react';

import { formatKey } from '#shared/key/format-key.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import type { KnownRequest } from '#shared/sound-request.ts';
import type { Heard } from '#shared/take/take-heard.ts';
import { takesOf, type Task } from '#shared/task.ts';

import { useStore } from '../../../lib/create-store.ts';
import type { Filters } from '../../../state/filters.ts';
import { spellKey, usePrefersFlats } from '../../../state/key-spelling.ts';
import * as words from '../../../strings/task-strings.ts';
import { currentTakeOf } from '../../player/play-take.ts';
import { playback } from '../../player/playback.ts';
import { press } from '../actions/list-presses.ts';
import { compareBpm, compareKey, compareLoop, type Comparison } from './compare-heard.ts';
import { RowTab } from './row-tab.ts';

/** What was asked for, in the order of the form; what a tracked task does not know is left out. */
export function chipWords(
  { soundKey, soundTempo, soundLoop, grabLyrics, model }: KnownRequest,
  spell: (key: SoundKey) => string = (key) => formatKey(key),
): string[] {
  return [
    soundKey === null ? '' : soundKey === 'Any' ? words.anyKey : spell(soundKey),
    soundTempo === null ? words.autoBpm : words.inBpm(soundTempo),
    soundLoop ? words.loop : '',
    grabLyrics ? words.lyrics : '',
    model === null || model === DEFAULT_MODEL ? '' : model,
  ].filter(Boolean);
}

/** Of the take that was played last, else of the one that was kept, else of the first that was measured. */
function heardOf(task: Task, played: number | undefined): Heard | null {
  const measured = takesOf(task).filter(({ heard }) => heard);
  const take =
    measured.find(({ n }) => n === played) ??
    measured.find(({ verdict }) => verdict === 'keep') ??
    measured[0];
  return take?.heard ?? null;
}

/** What was asked and, once measured, what was heard. A chip narrows the list to its like. */
export function Chips({ task }: { task: Task }) {
  const { request, tags, tracked } = task;
  const { soundKey, soundTempo, soundLoop, grabLyrics, model } = request;
  usePrefersFlats();
  const heard = heardOf(
    task,
    useStore(playback.store, () => currentTakeOf(task)?.n),
  );
  const key = compareKey(soundKey, heard, spellKey);
  const bpm = compareBpm(soundTempo, heard);
  const loop = soundLoop === true ? compareLoop(heard) : null;
  const isAsked = soundKey !== null && soundKey !== 'Any';
  return (
    <ul aria-label={words.chips} className="bare-list chips">
      {key && (
        <Chip
          kind="key"
          chip={key}
          isAsked={isAsked}
          filter={isAsked ? { key: [soundKey] } : { q: key.text }}
        />
      )}
      {bpm && (
        <Chip
          kind="bpm"
          chip={bpm}
          isAsked={soundTempo !== null}
          filter={soundTempo === null ? null : { bpmMin: soundTempo, bpmMax: soundTempo }}
        />
      )}
      {loop && <Chip kind="loop" icon="loop" chip={loop} isAsked filter={{ loop: true }} />}
      {grabLyrics === true && (
        <Chip kind="lyrics" icon="lyrics" chip={{ text: words.lyrics }} isAsked filter={{ lyrics: true }} />
      )}
      {heard && heard.dbtp !== null && heard.dbtp > 0 && (
        <Chip kind="clips" chip={{ text: words.clips, grade: 'miss' }} isAsked filter={null} />
      )}
      {'notUnderstood' in task && task.notUnderstood.length > 0 && (
        <Chip
          kind="missed"
          chip={{ text: words.notUnderstood(task.notUnderstood) }}
          isAsked={false}
          filter={null}
        />
      )}
      {model !== null && model !== DEFAULT_MODEL && (
        <Chip kind="model" chip={{ text: model }} isAsked={false} filter={null} />
      )}
      {tracked && <Chip kind="tracked" chip={{ text: words.tracked }} isAsked={false} filter={null} />}
      {tags.map((tag) => (
        <Chip key={tag} kind="tag" chip={{ text: `#${tag}` }} isAsked filter={{ tag: [tag] }} name={tag} />
      ))}
    </ul>
  );
}

interface ChipProps {
  kind: string;
  chip: Comparison;
  icon?: string;
  isAsked: boolean;
  /** What the list is narrowed to; null for a chip that only says something. */
  filter: Partial<Filters> | null;
  name?: string;
}

function Chip({ kind, chip: { text, asked, grade }, icon, isAsked, filter, name }: ChipProps) {
  const tab = use(RowTab);
  const said =
    name ??
    (grade === undefined
      ? undefined
      : `${asked === undefined ? text : words.heardInstead(asked, text)}, ${words.grades[grade]}`);
  const className = isAsked ? `of-${kind}` : 'heard';
  const content = (
    <>
      {icon && <b data-icon={icon}>{text}</b>}
      {asked !== undefined && <s>{asked} →</s>}
      {!icon && text}
    </>
  );
  return (
    <li data-chip={kind}>
      {filter ? (
        <button
          type="button"
          className={className}
          data-grade={grade}
          aria-label={said}
          title={words.showLike}
          tabIndex={tab}
          onClick={() => press(({ narrowList }) => narrowList(filter))}
        >
          {content}
        </button>
      ) : (
        <span className={className} data-grade={grade} title={text}>
          {content}
          {grade && (
            <span className="sr-only">
              {', '}
              {words.grades[grade]}
            </span>
          )}
        </span>
      )}
    </li>
  );
}
