/** The one definition of a click, for what renders loops and for what measures them. */
const CLICK_RATIO = 4;
/** −60 dBFS. */
export const CLICK_FLOOR = 0.001;
/** How much sound on either side counts as local. */
export const CLICK_REACH_S = 0.01;

export interface Join {
  /** The step from the last sample played to the first that follows, full scale 1. */
  step: number;
  /** That step over the RMS step between neighbours on both sides of the join. */
  ratio: number;
  isClick: boolean;
}

/** The join made when playing `channel` from `start` up to, not including, `end`, and then from `start` again. */
export function measureJoin(
  channel: ArrayLike<number>,
  sampleRate: number,
  start: number,
  end: number,
): Join {
  const reach = Math.min(Math.round(CLICK_REACH_S * sampleRate), end - start - 1);
  let squares = 0;
  for (let i = 1; i <= reach; i++) {
    squares += ((channel[end - i] ?? 0) - (channel[end - i - 1] ?? 0)) ** 2;
    squares += ((channel[start + i] ?? 0) - (channel[start + i - 1] ?? 0)) ** 2;
  }
  const local = Math.sqrt(squares / Math.max(1, 2 * reach));
  const step = Math.abs((channel[start] ?? 0) - (channel[end - 1] ?? 0));
  const ratio = step === 0 ? 0 : step / local;
  return { step, ratio, isClick: ratio > CLICK_RATIO && step > CLICK_FLOOR };
}
