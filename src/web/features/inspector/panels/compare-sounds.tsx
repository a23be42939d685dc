import { takeLetter, type Verdict } from '#shared/task.ts';

import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { InspectedSound } from '../inspected-sound.ts';
import type { OpenSound } from '../inspector-state.ts';
import { Choice, Toggle } from './toggles.tsx';

export const nameOfSound = ({ from, title }: InspectedSound): string =>
  from ? words.take(takeLetter(from.take)) : title;

export interface Comparing {
  matchesLevels: boolean;
  /** Order in which the sounds stand while their names are hidden; null when not blind. */
  blind: readonly string[] | null;
}

/** Which of them is heard; switching keeps the position. */
export function CompareSounds({
  openSounds,
  current,
  comparing,
  onComparing,
  onChoose,
  onKeep,
  onRemove,
}: {
  openSounds: readonly OpenSound[];
  current: OpenSound;
  comparing: Comparing;
  onComparing: (change: Partial<Comparing>) => void;
  onChoose: (id: string) => void;
  onKeep: (keep: Verdict | null) => void;
  onRemove: (id: string) => void;
}) {
  const { matchesLevels, blind } = comparing;
  const { sound } = current;
  const ordered = blind
    ? blind.flatMap((id) => openSounds.find((openSound) => openSound.sound.id === id) ?? [])
    : openSounds;
  return (
    <div className="inspector-compare">
      {ordered.length > 1 && (
        <Choice
          name={words.sounds}
          value={sound.id}
          options={ordered.map(({ sound: each }, index) => ({
            value: each.id,
            label: `${blind ? words.sound(index + 1) : nameOfSound(each)}${each.keep ? `, ${words[each.keep]}` : ''}`,
            hint: words.digit(index + 1),
          }))}
          onChange={onChoose}
        />
      )}
      <div className="inspector-row">
        <Button
          aria-pressed={sound.keep === 'keep'}
          aria-keyshortcuts="K"
          onClick={() => onKeep(sound.keep === 'keep' ? null : 'keep')}
        >
          <Icon name="check" /> {words.keep}
        </Button>
        <Button
          aria-pressed={sound.keep === 'reject'}
          aria-keyshortcuts="X"
          onClick={() => onKeep(sound.keep === 'reject' ? null : 'reject')}
        >
          <Icon name="stop" /> {words.reject}
        </Button>
        {sound.from === null && (
          <Button look="quiet" onClick={() => onRemove(sound.id)}>
            {words.takeOff}
          </Button>
        )}
      </div>
      {(ordered.length > 1 || current.versions.length > 1) && (
        <div className="inspector-row">
          <Toggle
            label={words.matchLevels}
            checked={matchesLevels}
            onChange={(on) => onComparing({ matchesLevels: on })}
          />
          {ordered.length > 1 && (
            <Toggle
              label={words.blind}
              checked={blind !== null}
              onChange={(on) => onComparing({ blind: on ? shuffled(openSounds) : null })}
            />
          )}
        </div>
      )}
    </div>
  );
}

function shuffled(openSounds: readonly OpenSound[]): string[] {
  return openSounds
    .map(({ sound }) => ({ id: sound.id, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}
