import { MPEGDecoder } from 'mpg123-decoder';

// node e2e/benchmarks/audio/detectors-takes.ts: the sandbox's own takes as MP3, decoded raw, trimmed by our own reading of the tag, measured and judged.
import { SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';

import { findGapless, readMp3, trimGapless } from '../../../src/audio/mp3-frames.ts';
import { lengthOf, type Samples } from '../../../src/audio/pcm.ts';
import { buildInstruments } from '../../../src/build/build-instruments.ts';
import { openTakeRenderer } from '../../../src/cli/open-synth.ts';
import { analyse } from '../../../src/web/features/inspector/analysis/analyse.ts';
import {
  evaluate,
  type Grade,
  type Evaluation,
} from '../../../src/web/features/inspector/analysis/evaluate.ts';

const MUSICAL = [
  'lo-fi drums with warm bass and electric piano',
  'techno loop with acid bass',
  'dark ambient pad and drone',
  'soft piano melody',
  'trap beat with 808',
  'house groove with organ chords',
  'music box arpeggio',
  'drum and bass break',
];
const OTHER = [
  'soft rain with distant thunder',
  'campfire crackling',
  'single kick drum',
  'ocean waves',
  'door slam',
  'birds in a forest',
];

interface Job {
  prompt: string;
  soundLoop: boolean;
  soundTempo: number | null;
  soundKey: SoundKey;
}
const jobs: Job[] = [
  ...MUSICAL.flatMap((prompt, i) =>
    [0, 1, 2].map((k) => ({
      prompt,
      soundLoop: true,
      soundTempo: 60 + ((i * 41 + k * 53) % 121),
      soundKey: SOUND_KEYS[1 + ((i * 7 + k * 11) % 24)] ?? 'Any',
    })),
  ),
  ...OTHER.map((prompt, i): Job => ({ prompt, soundLoop: i % 2 === 0, soundTempo: null, soundKey: 'Any' })),
];

await buildInstruments();
const render = await openTakeRenderer();
const decoder = new MPEGDecoder({ enableGapless: false });
await decoder.ready;
const grades = new Map<string, Map<Grade, number>>();
const count = (what: string, evaluation: Evaluation | null) => {
  if (!evaluation) return;
  const row = grades.get(what) ?? new Map<Grade, number>();
  row.set(evaluation.grade, (row.get(evaluation.grade) ?? 0) + 1);
  grades.set(what, row);
};
let exact = 0;
let total = 0;
for (const job of jobs)
  for (const take of [1, 2]) {
    const sound = render({ ...job, grabLyrics: false, take });
    await decoder.reset();
    const { channelData, sampleRate } = decoder.decode(sound.mp3);
    const raw = { channels: channelData as Samples[], sampleRate };
    const gapless = findGapless(raw, readMp3(sound.mp3));
    const pcm = trimGapless(raw, gapless);
    total++;
    if (lengthOf(pcm) === Math.round(sound.durationS * sampleRate)) exact++;
    const asked = { bpm: job.soundTempo, key: job.soundKey, loop: job.soundLoop };
    const report = analyse(pcm, asked);
    const verdict = evaluate(report, asked);
    count('tempo', job.soundTempo === null ? null : verdict.tempo);
    count('key', job.soundKey === 'Any' ? null : verdict.key);
    count('bars', verdict.bars);
    count('seam', verdict.seam);
    const lufs = report.loudness.kind === 'measured' ? report.loudness.lufs.toFixed(1) : '–';
    console.log(
      `${verdict.grade.padEnd(11)} ${job.prompt}, ${job.soundTempo ?? 'Auto'}, ${job.soundKey}, take ${take}: ${verdict.line} (${lufs} LUFS, ${report.onsets} onsets)`,
    );
  }
console.log(`\nlength exact to the sample after trimming: ${exact} of ${total}`);
for (const [what, row] of grades)
  console.log(`${what}: ${[...row].map(([grade, n]) => `${grade} ${n}`).join(', ')}`);
