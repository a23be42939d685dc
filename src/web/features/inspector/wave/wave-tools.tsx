import type { Verdict } from '#shared/task.ts';
import { takeLetter } from '#shared/task.ts';

import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { InspectedSound } from '../inspected-sound.ts';
import { hasEdits, type InspectorAction, type OpenSound } from '../inspector-state.ts';
import { SegmentedChoice, Toggle } from '../panels/toggles.tsx';
import { Tucked } from '../panels/tucked.tsx';
import type { WaveLook } from './wave-window.ts';

export const nameOfSound = ({ from, title }: InspectedSound): string =>
  from ? words.take(takeLetter(from.take)) : title;

export interface Comparing {
  matchesLevels: boolean;
  /** Order in which the sounds stand while their names are hidden; null when not blind. */
  blind: readonly string[] | null;
}

/** That order of the sounds that are open, those that came later at its end; of none of them, null. */
export function blindAmong(
  order: readonly string[] | null,
  openSounds: readonly OpenSound[],
): Comparing['blind'] {
  const ids = openSounds.map(({ sound }) => sound.id);
  const known = order?.filter((id) => ids.includes(id)) ?? [];
  return known.length === 0 ? null : [...known, ...ids.filter((id) => !known.includes(id))];
}

/** Whether names are hidden: only where there is something to compare with. */
export const isBlindAmong = ({ blind }: Comparing, openSounds: readonly unknown[]): boolean =>
  blind !== null && openSounds.length > 1;

const VERSIONS = [
  { value: 'original' as const, label: words.original, hint: words.versionTitle },
  { value: 'edited' as const, label: words.edited, hint: words.versionTitle },
];

interface WaveToolsProps {
  openSounds: readonly OpenSound[];
  current: OpenSound;
  comparing: Comparing;
  look: WaveLook;
  hasBeats: boolean;
  isLooping: boolean;
  /** 0: all of it, 1: as near as it goes. */
  zoom: number;
  dispatch: (action: InspectorAction) => void;
  onComparing: (change: Partial<Comparing>) => void;
  onChoose: (id: string) => void;
  onKeep: (keep: Verdict | null) => void;
  onLook: (change: Partial<WaveLook>) => void;
  onZoom: (zoom: number) => void;
}

/** Above the wave: which sound, which version, what is drawn, how near. */
export function WaveTools({
  openSounds,
  current,
  comparing,
  look,
  hasBeats,
  isLooping,
  zoom,
  dispatch,
  onComparing,
  onChoose,
  onKeep,
  onLook,
  onZoom,
}: WaveToolsProps) {
  const { sound } = current;
  const { blind } = comparing;
  return (
    <div className="i-tools">
      {isInBar(openSounds) || openSounds.length < 2 ? (
        <b className="i-take">{blind ? words.blindComparison : nameOfSound(sound)}</b>
      ) : (
        <SoundChoice {...{ openSounds, current, blind, onChoose }} />
      )}
      <VerdictButtons keep={sound.keep} onKeep={onKeep} />
      {sound.from === null && (
        <Button look="quiet" onClick={() => dispatch({ type: 'clear', id: sound.id })}>
          {words.takeOff}
        </Button>
      )}
      {hasEdits(current) && (
        <SegmentedChoice
          name={words.version}
          value={current.hears}
          options={VERSIONS}
          onChange={(hears) => dispatch({ type: 'hear', id: sound.id, hears })}
        />
      )}
      <span className="i-space" />
      <Tucked className="i-look" label={words.display}>
        {openSounds.length > 1 && (
          <Toggle
            label={words.blind}
            checked={blind !== null}
            onChange={(on) => onComparing({ blind: on ? shuffled(openSounds) : null })}
          />
        )}
        <LookToggles look={look} hasBeats={hasBeats} isLooping={isLooping} onLook={onLook} />
        <Zoom zoom={zoom} onZoom={onZoom} />
      </Tucked>
    </div>
  );
}

/** Takes of one task stand in the bar, by their letters. */
export const isInBar = (openSounds: readonly OpenSound[]): boolean =>
  openSounds.length > 1 && openSounds.every(({ sound }) => sound.from !== null);

/** Which of the sounds is in front; while their names are hidden, by numbers. */
export function SoundChoice({
  openSounds,
  current,
  blind,
  isShort = false,
  onChoose,
}: Pick<WaveToolsProps, 'openSounds' | 'current' | 'onChoose'> & {
  blind: readonly string[] | null;
  isShort?: boolean;
}) {
  const ordered = blind
    ? blind.flatMap((id) => openSounds.find((openSound) => openSound.sound.id === id) ?? [])
    : openSounds;
  const optionOf = ({ sound, sound: { id, keep, from } }: OpenSound, index: number) => {
    const name = blind ? words.sound(index + 1) : nameOfSound(sound);
    const letter = blind || !from ? String(index + 1) : takeLetter(from.take);
    const full = `${name}${keep ? `, ${keep === 'keep' ? words.kept : words.rejected}` : ''}`;
    return { value: id, label: isShort ? letter : full, name: full, hint: words.digit(index + 1) };
  };
  return (
    <SegmentedChoice
      name={words.sounds}
      value={current.sound.id}
      className="i-sounds"
      options={ordered.map(optionOf)}
      onChange={onChoose}
    />
  );
}

function VerdictButtons({ keep, onKeep }: { keep: Verdict | null; onKeep: (keep: Verdict | null) => void }) {
  return (
    <>
      <Button
        look="quiet"
        aria-pressed={keep === 'keep'}
        aria-keyshortcuts="Y"
        title={words.keep}
        onClick={() => onKeep(keep === 'keep' ? null : 'keep')}
      >
        <Icon name="check" /> <span>{words.keep}</span>
      </Button>
      <Button
        look="quiet"
        aria-pressed={keep === 'reject'}
        aria-keyshortcuts="N"
        title={words.reject}
        onClick={() => onKeep(keep === 'reject' ? null : 'reject')}
      >
        <Icon name="stop" /> <span>{words.reject}</span>
      </Button>
    </>
  );
}

/** What is drawn over the wave. */
function LookToggles({
  look,
  hasBeats,
  isLooping,
  onLook,
}: Pick<WaveToolsProps, 'look' | 'hasBeats' | 'isLooping' | 'onLook'>) {
  return (
    <>
      {hasBeats && <Toggle label={words.bars} checked={look.bars} onChange={(bars) => onLook({ bars })} />}
      <Toggle label={words.hitMarks} checked={look.hits} onChange={(hits) => onLook({ hits })} />
      <Toggle label={words.spectrum} checked={look.spectrum} onChange={(spectrum) => onLook({ spectrum })} />
      {hasBeats && <Toggle label={words.snap} checked={look.snaps} onChange={(snaps) => onLook({ snaps })} />}
      {isLooping && (
        <Toggle
          label={words.seam}
          name={words.zoomSeam}
          checked={look.seam}
          onChange={(seam) => onLook({ seam })}
        />
      )}
    </>
  );
}

const Zoom = ({ zoom, onZoom }: Pick<WaveToolsProps, 'zoom' | 'onZoom'>) => (
  <span className="i-zoom">
    <button type="button" aria-label={words.zoomOut} onClick={() => onZoom(zoom - 0.1)} />
    <input
      type="range"
      aria-label={words.zoom}
      min={0}
      max={1}
      step={0.01}
      value={zoom}
      onChange={(event) => onZoom(event.target.valueAsNumber)}
    />
    <button type="button" aria-label={words.zoomIn} onClick={() => onZoom(zoom + 0.1)} />
  </span>
);

function shuffled(openSounds: readonly OpenSound[]): string[] {
  return openSounds
    .map(({ sound }) => ({ id: sound.id, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}
