import { isBpm } from '#shared/bpm.ts';
import { compatibleKeys } from '#shared/key/related-keys.ts';
import { PROMPT_MAX } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { strings } from '../../../strings/tool-strings.ts';
import { diffRequests, type Change } from '../request-diff.ts';

type Name = keyof typeof strings.vary.names;

interface Variation {
  name: Name;
  request: SoundRequest;
  changes: Change[];
}

const SMALL_STEP = 1.08;
const WHY = { relative: 'relative', up: 'fifth up', down: 'fifth down', parallel: 'parallel' } as const;

/** What is added, and the words it takes the place of. */
const COLOURS: readonly { name: Name; add: string; instead: RegExp }[] = [
  { name: 'darker', add: 'dark', instead: /\b(?:bright|shiny|sparkling|happy)\b/gi },
  { name: 'brighter', add: 'bright', instead: /\b(?:dark|dull|gloomy|muffled)\b/gi },
  { name: 'farther', add: 'distant', instead: /\b(?:close|near|nearby)\b/gi },
  { name: 'closer', add: 'close', instead: /\b(?:distant|far|faraway)\b/gi },
  { name: 'drier', add: 'dry', instead: /\b(?:reverberant|echoing|cavernous|wet)\b/gi },
  { name: 'calmer', add: 'soft', instead: /\b(?:hard|harsh|loud|aggressive|furious)\b/gi },
];

function coloured(prompt: string, add: string, instead: RegExp): string | null {
  if (new RegExp(`\\b${add}\\b`, 'i').test(prompt)) return null;
  const replaced = prompt.replace(instead, add);
  const next = replaced === prompt ? `${prompt.trimEnd().replace(/[,.]$/, '')}, ${add}` : replaced;
  return next.length <= PROMPT_MAX ? next : null;
}

/** What one might try next, each with what it changes; only what is possible and different. */
export function variationsOf(request: SoundRequest): Variation[] {
  const { prompt, soundTempo, soundKey, soundLoop } = request;
  const neighbours = compatibleKeys(soundKey);
  const tempo = (bpm: number): Partial<SoundRequest> | null => (isBpm(bpm) ? { soundTempo: bpm } : null);
  const keyed = Object.entries(WHY).map(([name, why]): [Name, Partial<SoundRequest> | null] => {
    const key = neighbours.find((each) => each.why === why)?.key;
    return [name as Name, key === undefined ? null : { soundKey: key }];
  });
  const timed: [Name, Partial<SoundRequest> | null][] =
    soundTempo === null
      ? []
      : [
          ['half', tempo(Math.round(soundTempo / 2))],
          ['double', tempo(soundTempo * 2)],
          ['faster', tempo(Math.round(soundTempo * SMALL_STEP))],
          ['slower', tempo(Math.round(soundTempo / SMALL_STEP))],
        ];
  const worded = COLOURS.map(({ name, add, instead }): [Name, Partial<SoundRequest> | null] => {
    const next = coloured(prompt, add, instead);
    return [name, next === null ? null : { prompt: next }];
  });
  const shaped: [Name, Partial<SoundRequest> | null][] = [
    [soundLoop ? 'once' : 'loop', { soundLoop: !soundLoop }],
  ];
  return [...keyed, ...timed, ...worded, ...shaped].flatMap(([name, change]) => {
    if (change === null) return [];
    const next = { ...request, ...change };
    const changes = diffRequests(request, next);
    return changes.length === 0 ? [] : [{ name, request: next, changes }];
  });
}
