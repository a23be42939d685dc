import { expect, it } from 'vitest';

import { writeWav } from '../../../../audio/encode/encode-wav.ts';
import type { FileFacts } from '../../../../audio/files/file-facts.ts';
import { readWav } from '../../../../audio/files/read-wav.ts';
import { lengthOf } from '../../../../audio/pcm.ts';
import {
  bytes,
  chunk,
  float,
  fmt,
  int,
  interleave,
  riff,
  signed,
} from '../../../../testing/sound-file-fixtures.ts';
import {
  currentSound,
  emptyInspector,
  inspectorReducer,
  shownVersion,
  type InspectorAction,
} from '../inspector-state.ts';
import { describeFacts } from '../panels/format-readouts.ts';
import { tagsOf } from './export-files.ts';

const RATE = 44_100;
const le = (value: number, count: number) => int(value, count, true);
const smpl = bytes(
  ...[0, 0, 22_675, 57, 0, 0, 0, 1, 0].map((value) => le(value, 4)),
  ...[0, 0, 22_050, 66_149, 0, 0].map((value) => le(value, 4)),
);
const acid = bytes(le(2, 4), le(57, 2), le(0, 6), le(3, 4), le(4, 2), le(4, 2), float(90, 4, true));
const info = bytes('INFO', chunk('INAM', bytes('Harp'), true), chunk('IART', bytes('me'), true));
/** Two seconds with a loop from 0.5 to 1.5 s. */
const file = riff(
  fmt({ tag: 1, blockBytes: 2, bits: 16 }),
  chunk('data', interleave([new Float32Array(2 * RATE).fill(0.25)], signed(2, true)), true),
  chunk('smpl', smpl, true),
  chunk('acid', acid, true),
  chunk('LIST', info, true),
);

it('what a WAV says of itself is shown, used and kept when it is exported (T17)', () => {
  const { pcm, facts } = readWav(file);
  expect(describeFacts(facts, RATE).join(', ')).toBe(
    'loop 0:00.5–0:01.5, root A3, 90 BPM, 3 beats, Harp, me',
  );

  const asked = { bpm: null, key: 'Any', loop: false } as const;
  const sound = { id: 'a', source: 'a', title: 'harp.wav', asked, from: null, keep: null, edits: [] };
  const gapless = { start: 0, end: lengthOf(pcm), by: 'none', cutS: 0 } as const;
  const actions: InspectorAction[] = [
    { type: 'open', sounds: [sound], at: 'a' },
    { type: 'decoded', id: 'a', decoded: { pcm, gapless, facts, silenced: 0 } },
  ];
  const opened = currentSound(actions.reduce(inspectorReducer, emptyInspector))!;
  expect(opened.sound.asked).toEqual({ bpm: 90, key: 'Any', loop: true });

  const tags = tagsOf(opened.sound, shownVersion(opened)!, true, opened.sound.asked, opened.facts);
  const again = readWav(writeWav(pcm, { bits: 24, tags }));
  expect(again.facts).toMatchObject({ loop: facts.loop, rootNote: 57, bpm: 90, beats: 3, isLoop: true });
  expect(again.facts.texts).toMatchObject({ INAM: 'Harp', IART: 'me' });

  const lower = { bpm: 90, key: 'G', semitones: -2 } as const;
  const said = { ...opened.facts, texts: { ...opened.facts.texts, ICMT: 'by me\nKey: A\nBPM: 90' } };
  const moved = tagsOf(opened.sound, shownVersion(opened)!, true, lower, said);
  expect(moved).toMatchObject({ rootNote: 55, key: 'G', comment: 'by me\nKey: G\nBPM: 90' });

  // A quarter of a note lower, it is to be played so much higher.
  const zone = { fineTune: -25, gain: 0, keys: [48, 71], velocities: [1, 127] } as const;
  const tuned = (semitones: number, change: Partial<FileFacts>) =>
    tagsOf(
      opened.sound,
      shownVersion(opened)!,
      true,
      { ...lower, semitones },
      { ...opened.facts, ...change },
    );
  expect(tuned(-0.25, { zone })).toMatchObject({ rootNote: 57, zone: { fineTune: 0 } });
  expect(tuned(1.4, { zone })).toMatchObject({ rootNote: 59, zone: { fineTune: 35 } });
  // The root is that of the key where the file tells none.
  expect(tuned(0.25, { zone, rootNote: null })).toMatchObject({ rootNote: 67, zone: { fineTune: -50 } });

  // Without a sampler's zone it sounds so much above its root.
  const between = tuned(-0.25, { rootCents: 50 });
  expect(between).toMatchObject({ rootNote: 57, rootCents: 25 });
  expect(readWav(writeWav(pcm, { bits: 24, tags: between })).facts).toMatchObject({
    rootNote: 57,
    rootCents: 25,
  });
  expect(tuned(-0.25, {})).toMatchObject({ rootNote: 56, rootCents: 75 });
});

it('a loop that holds no whole beats is told in none: a DAW would stretch it to them', () => {
  const pcm = { channels: [new Float32Array(RATE)], sampleRate: RATE };
  const loop = { start: 0, end: RATE };
  const asked = { bpm: 80, key: 'Any', loop: true } as const;
  const sound = { id: 'a', source: 'a', title: 'part.wav', asked, from: null, keep: null, edits: [] };
  const tags = tagsOf(sound, { pcm, loop }, true, asked);
  expect(tags).toMatchObject({ loop, bpm: 80, beats: null });
  expect(readWav(writeWav(pcm, { bits: 16, tags })).facts).toMatchObject({ loop, bpm: null, beats: null });
  expect(tagsOf(sound, { pcm, loop }, true, { ...asked, bpm: 120 })).toMatchObject({ bpm: 120, beats: 2 });
});
