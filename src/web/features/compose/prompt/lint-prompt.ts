import { parseBpm } from '#shared/bpm.ts';
import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';
import { keyInText } from '#shared/key/parse-key.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { spellKey } from '../../../state/key-spelling.ts';
import { strings } from '../../../strings/tool-strings.ts';
import { artistIn } from './find-artist.ts';

export interface LintNote {
  /** The same note about the same words has the same id: once ignored, it stays so. */
  id: string;
  text: string;
  fix?: { label: string; change: Partial<SoundRequest> | 'paste' };
}

const TEMPO = /(?<![\d.,])(\d{1,3})\s?-?\s?(?:bpm|beats per minute)\b/iu;
const WANTS_LOOP = /\b(?:loop(?:s|ed|ing|able)?|seamless(?:ly)?)\b/iu;
const WANTS_NO_LOOP = /\b(?:no|not|without|non|un)[\s-]?(?:an?\s)?(?:loop|seamless)/iu;
const ONE_SHOT =
  /\b(?:one[\s-]?shots?|single (?:hit|shot|impact)|stinger|door (?:slam|creak|knock)|gun ?shot|button click)\b/iu;
const IS_REQUEST = /^\s*(?:curl\s|\{[\s\S]*"(?:prompt|input)"\s*:)/u;

const tempoIn = (prompt: string): number | null => parseBpm(TEMPO.exec(prompt)?.[1] ?? '');

function tempoNote({ prompt, soundTempo }: SoundRequest): LintNote | null {
  const bpm = tempoIn(prompt);
  if (bpm === null || bpm === soundTempo) return null;
  return {
    id: `tempo ${bpm} ${soundTempo}`,
    text: strings.lint.tempo(bpm, soundTempo),
    fix: { label: strings.lint.useTempo(bpm), change: { soundTempo: bpm } },
  };
}

/** A lone tonic ("in C") agrees with either mode. */
function isSameKey(named: { key: SoundKey; words: string }, chosen: SoundKey): boolean {
  const [a, b] = [keyFacts(named.key), keyFacts(chosen)];
  if (named.key === chosen) return true;
  return !/m/i.test(named.words) && a !== null && a.pitchClass === b?.pitchClass;
}

function keyNote({ prompt, soundKey }: SoundRequest): LintNote | null {
  const named = keyInText(prompt);
  if (!named || isSameKey(named, soundKey)) return null;
  return {
    id: `key ${named.words} ${soundKey}`,
    text: strings.lint.key(named.words, spellKey(soundKey)),
    fix: { label: strings.lint.useKey(spellKey(named.key)), change: { soundKey: named.key } },
  };
}

function loopNote({ prompt, soundLoop }: SoundRequest): LintNote | null {
  if (soundLoop || !WANTS_LOOP.test(prompt) || WANTS_NO_LOOP.test(prompt)) return null;
  return {
    id: 'loop',
    text: strings.lint.loop,
    fix: { label: strings.lint.useLoop, change: { soundLoop: true } },
  };
}

function oneShotNote({ prompt, soundTempo, soundLoop }: SoundRequest): LintNote | null {
  if (soundTempo === null || soundLoop || !ONE_SHOT.test(prompt)) return null;
  return {
    id: 'one-shot',
    text: strings.lint.oneShot,
    fix: { label: strings.lint.useAuto, change: { soundTempo: null } },
  };
}

function artistNote({ prompt }: SoundRequest): LintNote | null {
  const name = artistIn(prompt);
  return name === null ? null : { id: `artist ${name}`, text: strings.lint.artist(name) };
}

function pastedNote({ prompt }: SoundRequest): LintNote | null {
  if (!IS_REQUEST.test(prompt)) return null;
  return { id: 'pasted', text: strings.lint.pasted, fix: { label: strings.lint.usePasted, change: 'paste' } };
}

/** What is worth a word before credits are spent, the costliest mistake first. Never blocks. */
export function lintPrompt(request: SoundRequest): LintNote[] {
  const pasted = pastedNote(request);
  if (pasted) return [pasted];
  return [artistNote, tempoNote, keyNote, loopNote, oneShotNote]
    .map((rule) => rule(request))
    .filter((note) => note !== null);
}
