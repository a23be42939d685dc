import { formatKey } from '#shared/key/format-key.ts';

import { words } from '../../strings/inspector-strings.ts';
import type { OpenSound, Version } from './inspector-state.ts';
import { formatDb } from './panels/format-readouts.ts';
import { heardTuning, tuningOf } from './tuning-of.ts';
import { useReport } from './use-inspected-sounds.ts';

/** What is measured of the sound that is shown, and what that makes of its tempo and key. */
export function useTuned(openSound: OpenSound, version: Version) {
  const { sound, original, history } = openSound;
  const measured = useReport(version.pcm, sound.asked);
  const ofOriginal = useReport(original ?? version.pcm, sound.asked);
  const report = measured.state === 'done' ? measured.report : null;
  const heard = heardTuning(ofOriginal.state === 'done' ? ofOriginal.report : null);
  const tuning = tuningOf(openSound, version.isEdited ? history.edits : [], heard);
  const facts = [
    tuning.bpm === null ? '' : words.inBpm(Math.round(tuning.bpm * 10) / 10),
    tuning.key === null ? '' : formatKey(tuning.key),
    report?.loudness.kind === 'measured' ? `${formatDb(report.loudness.lufs)} LUFS` : '',
  ].filter(Boolean);
  return { measured, report, tuning, facts };
}
