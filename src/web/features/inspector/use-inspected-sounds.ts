import {
  startTransition,
  useEffect,
  useEffectEvent,
  useReducer,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';

import type { Pcm } from '../../../audio/pcm.ts';
import type { Asked, Report } from './analysis/analyse.ts';
import { UnplayableError } from './decode.ts';
import type { Opening } from './inspected-sound.ts';
import {
  inspectorReducer,
  emptyInspector,
  type InspectorAction,
  type InspectorState,
  type Version,
} from './inspector-state.ts';
import { Player, type PlayerStatus } from './player/loop-player.ts';
import { forgetRendered } from './use-edits.ts';
import { decodedOf, forgetDecoded, loudness, reportOf } from './workers/measure.ts';
import { restWorkers, warmAnalysis } from './workers/sound-workers.ts';

/** The sounds in the inspector; each is decoded when it is first shown. */
export function useInspectedSounds(
  opening: Opening,
  isOpen: boolean,
): [InspectorState, (action: InspectorAction) => void] {
  const [state, dispatch] = useReducer(inspectorReducer, emptyInspector);
  useEffect(() => {
    const { sounds, at, adds = false } = opening;
    if (at !== null) dispatch({ type: 'open', sounds, at, adds });
  }, [opening]);

  // The one in front first, then the others, so that switching is instant.
  const unread = state.openSounds.filter(
    ({ original, trouble }) => isOpen && original === null && trouble === null,
  );
  const next = unread.find(({ sound }) => sound.id === state.current) ?? unread[0];
  const id = next?.sound.id ?? null;
  const read = useEffectEvent(async (id: string) => {
    if (!next) return;
    try {
      warmAnalysis();
      const decoded = await decodedOf(next.sound);
      // All of the inspector is drawn anew: between frames, not in one.
      startTransition(() => dispatch({ type: 'decoded', id, decoded }));
    } catch (error) {
      if (!(error instanceof UnplayableError)) throw error;
      dispatch({ type: 'trouble', id, trouble: error.reason });
    }
  });
  useEffect(() => {
    if (id !== null) void read(id);
  }, [id]);
  // A closed inspector holds no audio; at once, so that nothing of this drawing does.
  if (!isOpen && state.openSounds.some(({ original }) => original !== null)) dispatch({ type: 'release' });
  useEffect(() => {
    if (isOpen) return;
    forgetDecoded();
    forgetRendered();
    restWorkers();
    return drawLater(dispatch);
  }, [isOpen]);
  return [state, dispatch];
}

/** React keeps what each part was drawn with the time before: drawn once more, that holds no audio either. */
function drawLater(dispatch: (action: InspectorAction) => void): () => void {
  const timer = setTimeout(() => dispatch({ type: 'release' }));
  return () => clearTimeout(timer);
}

export type Measured =
  | { state: 'measuring' }
  | { state: 'done'; report: Report }
  | { state: 'failed'; message: string; retry: () => void };

/** The report of a sound, or how far it is. Measured in a worker, once per sound. */
export function useReport(pcm: Pcm, { bpm, key, loop, perBar }: Asked): Measured {
  const [known, setKnown] = useState<{ pcm: Pcm; bpm: number | null; measured: Measured } | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const tell = (measured: Measured) => {
      if (isWanted) setKnown({ pcm, bpm, measured });
    };
    reportOf(pcm, { bpm, key, loop, ...(perBar && { perBar }) }).then(
      (report) => tell({ state: 'done', report }),
      (error: unknown) =>
        tell({
          state: 'failed',
          message: error instanceof Error ? error.message : String(error),
          retry: () => {
            setKnown(null);
            setAttempt(attempt + 1);
          },
        }),
    );
    return () => {
      isWanted = false;
    };
  }, [pcm, bpm, key, loop, perBar, attempt]);
  return known?.pcm === pcm && known.bpm === bpm ? known.measured : { state: 'measuring' };
}

/** LUFS of each sound that has been measured and has a loudness. */
function useLoudness(sounds: readonly { pcm: Pcm; asked: Asked }[]): (pcm: Pcm) => number | undefined {
  useSyncExternalStore(loudness.subscribe, loudness.count);
  useEffect(() => {
    for (const { pcm, asked } of sounds) loudness.want(pcm, asked);
  });
  return loudness.of;
}

/** Everything as loud as the quietest, so that louder does not win; nothing is ever turned up. */
export function useMatchedGain(state: InspectorState, version: Version, matches: boolean): number {
  const all = state.openSounds.flatMap(({ sound: { asked }, original, rendered }) =>
    [original, rendered?.pcm].flatMap((pcm) => (pcm ? [{ pcm, asked }] : [])),
  );
  const loudness = useLoudness(matches && all.length > 1 ? all : []);
  const known = all.flatMap(({ pcm }) => loudness(pcm) ?? []);
  const own = loudness(version.pcm);
  if (!matches || own === undefined || known.length < 2) return 1;
  return 10 ** ((Math.min(...known) - own) / 20);
}

/** One player for the inspector's lifetime. */
export function usePlayer(): { player: Player; status: PlayerStatus } {
  const [player] = useState(() => new Player());
  useEffect(() => () => player.close(), [player]);
  return { player, status: useSyncExternalStore(player.subscribe, player.status) };
}

/** Calls `draw` for every frame while `isMoving`, else once when anything it is made of changed, and when `subscribe` tells. */
export function useFrames(
  draw: () => void,
  isMoving: boolean,
  subscribe?: (listener: () => void) => () => void,
): void {
  const paint = useEffectEvent(draw);
  useEffect(() => {
    if (!isMoving) paint();
  });
  useEffect(() => subscribe?.(() => paint()), [subscribe]);
  useEffect(() => {
    if (!isMoving) return;
    let frame = requestAnimationFrame(function next() {
      paint();
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [isMoving]);
}

/** True from the frame after the first: what is less looked at is laid out in a frame of its own. */
export function useHasPainted(): boolean {
  const [hasPainted, setHasPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setHasPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return hasPainted;
}

/** Draws again when the canvas changes size or the page its theme. */
export function useRepaint(canvas: RefObject<HTMLCanvasElement | null>, draw: () => void): void {
  const paint = useEffectEvent(draw);
  useEffect(() => {
    const of = canvas.current;
    if (!of) return;
    let [width, height] = [of.clientWidth, of.clientHeight];
    const again = () => paint();
    const resized = new ResizeObserver(() => {
      // The observer's first word is the size that it was drawn at already.
      if (of.clientWidth === width && of.clientHeight === height) return;
      [width, height] = [of.clientWidth, of.clientHeight];
      paint();
    });
    resized.observe(of);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const themed = new MutationObserver(again);
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    scheme.addEventListener('change', again);
    return () => {
      resized.disconnect();
      themed.disconnect();
      scheme.removeEventListener('change', again);
    };
  }, [canvas]);
}
