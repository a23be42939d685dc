import { formatBpm } from '#shared/bpm.ts';
import { formatKey } from '#shared/key/format-key.ts';
import { STRETCH_MAX } from '#shared/take-edits.ts';

import { useStore } from '../../../lib/create-store.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import type { Asked, Report } from '../analysis/analyse.ts';
import { evaluate, fold, tempoNear } from '../analysis/evaluate.ts';
import { stretchTo, type NewEdit } from '../edit/new-edit.ts';
import { semitonesTo } from '../edit/tune.ts';
import type { Version } from '../inspector-state.ts';
import { isKey, projectTuning, type SoundTuning } from '../tuning-of.ts';

const SAME_SHARE = 0.001;

/** Where what is heard is not what was asked, or not what the project is in: one press makes it so. */
export function FitOffers({
  wanted: asked,
  version,
  tuning,
  isLoop,
  report,
  onAdd,
}: {
  wanted: Asked;
  version: Version;
  tuning: SoundTuning;
  isLoop: boolean;
  report: Report | null;
  onAdd: (edit: NewEdit) => void;
}) {
  const project = useStore(projectTuning);
  if (report === null) return null;
  const offers = [
    ...offersFor(report, asked, version, isLoop),
    ...(project.bpm !== null || isKey(project.key)
      ? offersFor(report, { ...asked, ...project }, version, isLoop, tuning)
      : []),
  ].filter((offer, at, all) => all.findIndex(({ label }) => label === offer.label) === at);
  return offers.map(({ why, label, edit }) => (
    <div key={label} className="i-offer">
      <span>{why}</span>
      <Button onClick={() => onAdd(edit)}>{label}</Button>
    </div>
  ));
}

interface Offer {
  why: string;
  label: string;
  edit: NewEdit;
}

/** A told tempo, in the octave that is nearest to `wanted`; null where it is that already. */
function toldNear(told: number | null, wanted: number): number | null {
  const off = told === null ? 0 : fold(told, wanted).off;
  return Math.abs(off) < SAME_SHARE ? null : wanted * (1 + off);
}

/** `told` is what is known of the sound, where it is to fit the project: that counts where nothing sure is heard. */
function offersFor(
  report: Report,
  asked: Asked,
  version: Version,
  isLoop: boolean,
  told: SoundTuning | null = null,
): Offer[] {
  const { tempo, key } = evaluate(report, asked);
  const offers: Offer[] = [];
  const isProject = told !== null;
  const isWrong = (grade: string) => grade === 'off' || grade === 'near';
  const isUnheard = (grade: string) => isProject && grade === 'cannot-tell';
  const { bpm } = asked;
  const heard =
    bpm !== null && report.tempo.kind === 'measured' && isWrong(tempo.grade)
      ? tempoNear(report.tempo, bpm)
      : bpm !== null && isUnheard(tempo.grade)
        ? toldNear(told?.bpm ?? null, bpm)
        : null;
  if (bpm !== null && heard !== null) {
    if (Math.max(heard / bpm, bpm / heard) <= STRETCH_MAX)
      offers.push({
        why: isProject
          ? words.projectIs(words.inBpm(bpm))
          : words.heardAsked(formatBpm(heard), formatBpm(bpm)),
        label: words.fitTo(formatBpm(bpm)),
        edit: stretchTo(version.pcm, heard, bpm, isLoop),
      });
  }
  const from =
    report.key.kind === 'measured' && isWrong(key.grade)
      ? report.key.key
      : isUnheard(key.grade)
        ? (told?.key ?? null)
        : null;
  if (isKey(asked.key) && isKey(from)) {
    const semitones = semitonesTo(from, asked.key);
    if (semitones !== null && semitones !== 0)
      offers.push({
        why: isProject
          ? words.projectIs(formatKey(asked.key))
          : words.heardAsked(formatKey(from), formatKey(asked.key)),
        label: words.transposeTo(formatKey(asked.key), semitones),
        edit: { kind: 'pitch', semitones, from, loop: isLoop },
      });
  }
  return offers;
}
