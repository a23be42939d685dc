import { formatBpm } from '#shared/bpm.ts';

import { spellKey, usePrefersFlats } from '../../state/key-spelling.ts';
import { words } from '../../strings/inspector-strings.ts';
import type { OpenSound, Version } from './inspector-state.ts';
import { formatDb } from './panels/format-readouts.ts';
import { heardTuning, tuningOf, wantedOf } from './tuning-of.ts';
import { useReport } from './use-inspected-sounds.ts';

const NO_EDITS = [] as const;

/** What is measured of the sound that is shown, and what that makes of its tempo and key. */
export function useTuned(openSound: OpenSound, version: Version) {
  const { sound, original, history } = openSound;
  const edits = version.isEdited ? history.edits : NO_EDITS;
  const before = useReport(original ?? version.pcm, sound.asked);
  const ofOriginal = before.state === 'done' ? before.report : null;
  const tuning = tuningOf(openSound, edits, heardTuning(ofOriginal));
  const wanted = wantedOf(sound.asked, edits, tuning);
  const measured = useReport(version.pcm, wanted);
  const report = measured.state === 'done' ? measured.report : null;
  const withFlats = usePrefersFlats();
  const facts = [
    tuning.bpm === null ? '' : words.inBpm(formatBpm(tuning.bpm)),
    tuning.key === null ? '' : spellKey(tuning.key, withFlats),
    report?.loudness.kind === 'measured' ? `${formatDb(report.loudness.lufs)} LUFS` : '',
  ].filter(Boolean);
  return { wanted, measured, report, ofOriginal, tuning, isTuned: before.state !== 'measuring', facts };
}
