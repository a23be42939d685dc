import { takeLetter } from '#contract/task.ts';

import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { BenchSound, Keep } from '../sound.ts';
import type { Strip } from './bench-state.ts';
import { Choice, Toggle } from './choice.tsx';

export const nameOfSound = ({ from, title }: BenchSound): string =>
  from ? `Take ${takeLetter(from.take)}` : title;

const keepWords: Record<Keep, string> = { kept: 'kept', rejected: 'rejected' };

export interface Comparing {
  matchesLevels: boolean;
  /** Order in which the sounds stand while their names are hidden; null when not blind. */
  blind: readonly string[] | null;
}

/** Which of them is heard; switching keeps the position. */
export function Compare({
  strips,
  current,
  comparing,
  onComparing,
  onChoose,
  onKeep,
  onRemove,
}: {
  strips: readonly Strip[];
  current: Strip;
  comparing: Comparing;
  onComparing: (change: Partial<Comparing>) => void;
  onChoose: (id: string) => void;
  onKeep: (keep: Keep | null) => void;
  onRemove: (id: string) => void;
}) {
  const { matchesLevels, blind } = comparing;
  const { sound } = current;
  const ordered = blind ? blind.flatMap((id) => strips.find((strip) => strip.sound.id === id) ?? []) : strips;
  return (
    <div className="bench-compare">
      {ordered.length > 1 && (
        <Choice
          name="Sounds"
          value={sound.id}
          options={ordered.map(({ sound: each }, index) => ({
            value: each.id,
            label: `${blind ? `Sound ${index + 1}` : nameOfSound(each)}${each.keep ? `, ${keepWords[each.keep]}` : ''}`,
            hint: `Key ${index + 1}`,
          }))}
          onChange={onChoose}
        />
      )}
      <div className="bench-row">
        <Button
          aria-pressed={sound.keep === 'kept'}
          aria-keyshortcuts="K"
          onClick={() => onKeep(sound.keep === 'kept' ? null : 'kept')}
        >
          <Icon name="check" /> Keep
        </Button>
        <Button
          aria-pressed={sound.keep === 'rejected'}
          aria-keyshortcuts="X"
          onClick={() => onKeep(sound.keep === 'rejected' ? null : 'rejected')}
        >
          <Icon name="stop" /> Reject
        </Button>
        {sound.from === null && (
          <Button look="quiet" onClick={() => onRemove(sound.id)}>
            Take off the bench
          </Button>
        )}
      </div>
      {(ordered.length > 1 || current.versions.length > 1) && (
        <div className="bench-row">
          <Toggle
            label="Match levels"
            checked={matchesLevels}
            onChange={(on) => onComparing({ matchesLevels: on })}
          />
          {ordered.length > 1 && (
            <Toggle
              label="Blind"
              checked={blind !== null}
              onChange={(on) => onComparing({ blind: on ? shuffled(strips) : null })}
            />
          )}
        </div>
      )}
    </div>
  );
}

function shuffled(strips: readonly Strip[]): string[] {
  return strips
    .map(({ sound }) => ({ id: sound.id, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}
