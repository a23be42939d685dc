// What is made of a measured tempo or key, by the list and by the inspector. Imports nothing: the list has it without the validator.

/** Of a confidence, 0–1: from here on a tempo (but for its octave) or a key is meant to be relied on. */
export const SURE = 0.6;
/** How far from the asked tempo, as a share, is still that tempo, and is near it. */
export const TEMPO_MATCH = 0.01;
export const TEMPO_NEAR = 0.03;
/** The most tempi in which one sound may be counted. */
export const TEMPI_MAX = 12;

/** How far from the asked tempo, as a share, in the octave that is nearest to it; below 0 where it is slower. */
export const tempoAway = (heard: number, asked: number): number =>
  heard / (asked * 2 ** Math.round(Math.log2(heard / asked))) - 1;
