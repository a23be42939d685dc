import { useState } from 'react';

import type { Verdict } from '#shared/task.ts';

import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { LARGEST_MB, LONGEST_MINUTES, type Unplayable } from '../decode.ts';
import type { InspectorPage } from '../inspector-page.ts';
import {
  shownVersion,
  type InspectorAction,
  type InspectorState,
  type OpenSound,
} from '../inspector-state.ts';
import type { Player, PlayerStatus } from '../player/loop-player.ts';
import { CompareSounds, type Comparing } from './compare-sounds.tsx';
import { LoadedSound } from './loaded-sound.tsx';

function textOf(trouble: Unplayable): string {
  if (typeof trouble !== 'string') return words.trouble.codec(trouble.codec);
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
  ...page
}: InspectorPage & {
  openSound: OpenSound;
  state: InspectorState;
  dispatch: (action: InspectorAction) => void;
  player: Player;
  status: PlayerStatus;
}) {
  const [comparing, setComparing] = useState<Comparing>({ matchesLevels: true, blind: null });
  const [message, setMessage] = useState('');
  const { sound } = openSound;
  const version = shownVersion(openSound);
  const isBlind = comparing.blind !== null && state.openSounds.length > 1;

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
  const choose = (id: string) => dispatch({ type: 'choose', id });

  return (
    <>
      <h3 className="inspector-title">{isBlind ? words.comparingBlind : sound.title}</h3>
      <CompareSounds
        openSounds={state.openSounds}
        current={openSound}
        comparing={comparing}
        onComparing={(change) => setComparing((before) => ({ ...before, ...change }))}
        onChoose={choose}
        onKeep={(wish) => void keep(wish)}
        onRemove={(id) => dispatch({ type: 'clear', id })}
      />
      <output className="inspector-message">{message}</output>
      {openSound.trouble !== null && (
        <div role="alert" className="inspector-empty">
          <p>{textOf(openSound.trouble)}</p>
          <Button onClick={() => dispatch({ type: 'trouble', id: sound.id, trouble: null })}>
            {words.tryAgain}
          </Button>
        </div>
      )}
      {version === null && openSound.trouble === null && (
        <p className="inspector-muted inspector-wait">{words.reading}</p>
      )}
      {version && (
        <LoadedSound
          page={page}
          openSound={openSound}
          version={version}
          state={state}
          dispatch={dispatch}
          player={player}
          status={status}
          matchesLevels={comparing.matchesLevels}
          isBlind={isBlind}
          onChoose={(index) => {
            const ids = comparing.blind ?? state.openSounds.map((each) => each.sound.id);
            const id = ids[index];
            if (id !== undefined) choose(id);
          }}
          onKeepKey={(wish) => void keep(sound.keep === wish ? null : wish)}
        />
      )}
    </>
  );
}
