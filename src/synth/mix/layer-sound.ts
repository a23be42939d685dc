import type { Change, FaustModules, Params } from '../faust/modules.ts';
import type { Song } from '../music/song.ts';
import type { LayerPlan } from '../prompt/layer-plan.ts';
import type { Plan } from '../prompt/plan-sound.ts';
import type { Random } from '../random.ts';
import type { Layer, Place, Syllable } from '../recipes/recipe.ts';
import { mixInto, silence, toFrames, type Stereo } from '../stereo.ts';
import { fadeEdges, joinEnds } from './fades.ts';

export interface SungSyllable {
  syllable: Syllable;
  startS: number;
  endS: number;
}

interface LayerOptions {
  plan: Plan;
  layer: LayerPlan;
  song: Song;
  modules: FaustModules;
  /** Length of the mix, tails included. */
  frames: number;
  random: Random;
  onSung: (sung: SungSyllable) => void;
}

const CROSSFADE_S = 1.5;
const LINE_FADE = toFrames(0.006);
/** Half a millisecond into every hit, so that one on the first beat does not click behind the last. */
const ATTACK = toFrames(0.0005);

/** The layer that a recipe plays on, and the sound it fills. */
export function createLayer(options: LayerOptions): { layer: Layer; sound: Stereo } {
  const { plan, layer, song, random, onSung } = options;
  const sound = new LayerSound(options);
  return {
    sound: sound.out,
    // Recipes copy this object with changes, so each method is its own property.
    layer: {
      knobs: layer.knobs,
      choice: layer.choice,
      options: layer.fields,
      random,
      take: plan.take,
      seconds: plan.seconds,
      loop: plan.loop,
      fill: plan.fill && !layer.oneShot,
      onBeat: plan.timed,
      count: layer.count,
      many: layer.many,
      syllables: layer.recipe === 'choir' ? plan.syllables : [],
      song,
      bed: (module, params) => sound.bed(module, params),
      hit: (atS, module, params, lengthS, place) => sound.hit(atS, module, params, lengthS, place),
      line: (module, params, changes) => sound.line(module, params, changes),
      sing: (syllable, startS, endS) => onSung({ syllable, startS, endS }),
    },
  };
}

class LayerSound {
  readonly out: Stereo;
  readonly #options: LayerOptions;
  /** Frames of the sound without its tail. */
  readonly #body: number;
  readonly #hits = new Map<string, Stereo>();

  constructor(options: LayerOptions) {
    this.#options = options;
    this.out = silence(options.frames);
    this.#body = toFrames(options.plan.seconds);
  }

  /** `name:choice` and the layer's knobs → the module's name and all its parameters. */
  #resolve(module: string, params: Params): [string, Params] {
    const { far: _far, ...knobs } = this.#options.layer.knobs;
    const [name = module, choice] = module.split(':');
    if (choice === undefined) return [name, { ...knobs, ...params }];
    const kind = this.#options.modules.facts(name).choices.indexOf(choice);
    if (kind < 0) throw new Error(`${name}.dsp has no kind "${choice}".`);
    return [name, { ...knobs, ...params, kind }];
  }

  bed(module: string, params: Params = {}): void {
    const { plan, modules, random } = this.#options;
    const body = this.#body;
    const [name, all] = this.#resolve(module, { seed: random.seed(), dur: plan.seconds, ...params });
    const fade = Math.min(toFrames(CROSSFADE_S), Math.floor(body / 2));
    const whole = modules.run(name, all, body + (plan.loop ? fade : 0));
    if (plan.loop) joinEnds(whole, body, fade);
    else fadeEdges(whole, toFrames(0.03), Math.min(toFrames(1), Math.floor(body / 4)));
    mixInto(this.out, whole, 0, [1, 1], false);
  }

  hit(atS: number, module: string, params: Params, lengthS: number, { gain = 1, pan = 0 }: Place = {}): void {
    const [name, all] = this.#resolve(module, params);
    const length = Math.max(64, toFrames(lengthS));
    const id = `${name} ${length} ${JSON.stringify(all)}`;
    let sound = this.#hits.get(id);
    if (!sound) {
      sound = this.#options.modules.run(name, all, length, { untilSilent: true });
      fadeEdges(sound, ATTACK, Math.min(length >> 2, toFrames(0.02)));
      this.#hits.set(id, sound);
    }
    // Equal power, the middle at unity.
    const angle = ((pan + 1) * Math.PI) / 4;
    const gains: [number, number] = [
      gain * Math.SQRT2 * Math.cos(angle),
      gain * Math.SQRT2 * Math.sin(angle),
    ];
    mixInto(this.out, sound, toFrames(atS), gains, this.#options.plan.loop);
  }

  line(module: string, params: Params, changes: Change[]): void {
    const { plan, modules, frames } = this.#options;
    const body = this.#body;
    const [name, all] = this.#resolve(module, params);
    const rounded: Change[] = changes.map((change) => ({ ...change, at: Math.round(change.at) }));
    if (!plan.loop) {
      mixInto(this.out, modules.run(name, all, frames, { changes: rounded }), 0, [1, 1], false);
      return;
    }
    // Twice around: in the second round nothing remembers that there was a start. Then on for a moment, since the
    // oscillator is elsewhere in its cycle each time it comes round.
    const fade = Math.min(LINE_FADE, body);
    const around = [0, 1, 2].flatMap((round) =>
      rounded.map((change) => ({ ...change, at: change.at + round * body })),
    );
    const played = modules.run(name, all, body * 2 + fade, { changes: around });
    const second = { left: played.left.subarray(body), right: played.right.subarray(body) };
    joinEnds(second, body, fade);
    mixInto(this.out, second, 0, [1, 1], false);
  }
}
