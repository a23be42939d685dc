import { useState } from 'react';

import type { Verdict } from '#shared/task.ts';

import { LONGEST_MINUTES } from '../../../../audio/files/file-error.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { TaskId } from '../../tasks/card/task-id.tsx';
import { LARGEST_MB, type Unplayable } from '../decode.ts';
import type { InspectorPage } from '../inspector-page.ts';
import { shownVersion } from '../inspector-state.ts';
import { isBlindAmong } from '../wave/wave-tools.tsx';
import { LoadedSound } from './loaded-sound.tsx';
import type { SoundInFront } from './sound-in-front.ts';

function textOf(trouble: Unplayable): string {
  if (typeof trouble !== 'string') return words.trouble.codec(trouble.codec || null);
  if (trouble === 'too-large') return words.trouble[trouble](LARGEST_MB);
  return trouble === 'too-long' ? words.trouble[trouble](LONGEST_MINUTES) : words.trouble[trouble];
}

/** Everything about the sound in front. */
export function SoundPanel({
  openSound,
  state,
  dispatch,
  player,
  status,
  onComparing,
  comparing,
  ...page
}: InspectorPage & SoundInFront) {
  const [message, setMessage] = useState('');
  const { sound } = openSound;
  const version = shownVersion(openSound);
  const isBlind = isBlindAmong(comparing, state.openSounds);

  async function keep(wish: Verdict | null) {
    dispatch({ type: 'keep', id: sound.id, keep: wish });
    setMessage('');
    try {
      await page.onKeep(sound, wish);
    } catch {
      dispatch({ type: 'keep', id: sound.id, keep: sound.keep });
      setMessage(words.notStored);
    }
  }
  return (
    <>
      <output className="i-message">{message}</output>
      {version === null && sound.from && !isBlind && <TaskId taskId={sound.from.taskId} />}
      {openSound.trouble !== null && (
        <div role="alert" className="i-empty">
          <p>{textOf(openSound.trouble)}</p>
          <Button onClick={() => dispatch({ type: 'trouble', id: sound.id, trouble: null })}>
            {words.tryAgain}
          </Button>
        </div>
      )}
      {version === null && openSound.trouble === null && <p className="i-hint i-wait">{words.reading}</p>}
      {version && (
        <LoadedSound
          page={page}
          openSound={openSound}
          version={version}
          state={state}
          dispatch={dispatch}
          player={player}
          status={status}
          comparing={comparing}
          onComparing={onComparing}
          onKeep={(wish) => void keep(wish)}
        />
      )}
    </>
  );
}
