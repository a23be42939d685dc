import { BEDS, eventScene, scoreEvents, type EventName } from '../../../src/testing/event-sounds.ts';
import { randomHits } from '../../../src/testing/test-music.ts';
import { normalise, seeded, stereo, type Track } from '../../../src/testing/test-sounds.ts';
import { measureBandLevels } from '../../../src/web/features/inspector/analysis/band-levels.ts';
import { findEvents } from '../../../src/web/features/inspector/analysis/find-events.ts';
import { findOnsets, novelty } from '../../../src/web/features/inspector/analysis/onsets.ts';
import { amount, compared, type Figure } from '../figure.ts';

const RATE = 44_100;
const SCENES: readonly (readonly [EventName, keyof typeof BEDS | null, number, number])[] = [
  ['step', 'water', 18, 30],
  ['step', 'water', 12, 30],
  ['step', 'water', 6, 30],
  ['step', 'water', 3, 30],
  ['step', 'rain', 12, 30],
  ['step', 'rain', 6, 30],
  ['knock', 'wind', 6, 30],
  ['drip', 'water', 9, 30],
  ['click', 'pink', 9, 30],
  ['metal', 'wind', 3, 30],
  ['bell', 'rain', 6, 30],
  ['step', null, 0, 30],
  ['knock', null, 0, 24],
];

/** The count of hits that tempo goes by, and that of single events, of the same sound. */
function both(track: Track) {
  const levels = measureBandLevels(stereo(normalise(track), RATE));
  const seconds = (found: readonly { seconds: number }[]) => found.map((each) => each.seconds);
  return { hits: seconds(findOnsets(novelty(levels))), events: seconds(findEvents(levels)) };
}

/** Precision and recall by 50 ms of single events over beds, and what is found where there is none. */
export function eventTable(): { lines: string[]; figures: Figure[] } {
  const lines = ['| events | hits P / R | events P / R |', '| --- | --: | --: |'];
  const totals = { hits: [0, 0], events: [0, 0] };
  for (const [event, bed, db, count] of SCENES) {
    const { name, track, times } = eventScene(event, bed, db, count, 11);
    const found = both(track);
    const cells = (['hits', 'events'] as const).map((way) => {
      const { precision, recall } = scoreEvents(found[way], times);
      totals[way] = [(totals[way][0] ?? 0) + precision, (totals[way][1] ?? 0) + recall];
      return `${precision.toFixed(2)} / ${recall.toFixed(2)}`;
    });
    lines.push(`| ${name} (${count}) | ${cells.join(' | ')} |`);
  }
  let falseEvents = 0;
  const mean = ([precision = 0, recall = 0]: number[]) =>
    `${(precision / SCENES.length).toFixed(3)} / ${(recall / SCENES.length).toFixed(3)}`;
  lines.push(`| mean | ${mean(totals.hits)} | ${mean(totals.events)} |`);
  for (const bed of Object.keys(BEDS) as (keyof typeof BEDS)[]) {
    const { hits, events } = both(BEDS[bed](12, seeded(5)));
    falseEvents += events.length;
    lines.push(`| ${bed} alone, 12 s: found | ${hits.length} | ${events.length} |`);
  }
  for (const count of [2, 5, 40, 60]) {
    const { hits, events } = both(randomHits(9, count, 10 * count + 1));
    lines.push(`| ${count} random hits: found | ${hits.length} | ${events.length} |`);
  }
  const [precision = 0, recall = 0] = totals.events.map((sum) => sum / SCENES.length);
  const [, hitRecall = 0] = totals.hits.map((sum) => sum / SCENES.length);
  return {
    lines,
    figures: [
      amount('audio', 'single events: found that are none, share', 1 - precision, '', 0.005),
      compared(
        'audio',
        'single events: missed, share',
        1 - recall,
        '',
        { name: 'as hits of music', value: 1 - hitRecall },
        0.25,
      ),
      amount('audio', 'events in beds that have none', falseEvents, '', 0),
    ],
  };
}
