/**
 * The value that would stand at place `n` if the first `count` values were in order (quickselect).
 * Moves them about. 0 where there is no such place.
 */
export function nthSmallest(values: Float64Array, n: number, count = values.length): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = medianOfThree(values[low] ?? 0, values[(low + high) >> 1] ?? 0, values[high] ?? 0);
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i++;
      while ((values[j] ?? 0) > pivot) j--;
      if (i > j) break;
      const swapped = values[i] ?? 0;
      values[i++] = values[j] ?? 0;
      values[j--] = swapped;
    }
    if (n <= j) high = j;
    else if (n >= i) low = i;
    else break;
  }
  return n >= 0 && n < count ? (values[n] ?? 0) : 0;
}

const medianOfThree = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

/** The upper one of the two in the middle; 0 when there is none. The values stay as they are. */
export const medianOf = (values: Float64Array): number => nthSmallest(values.slice(), values.length >> 1);

/** Medians of many stretches of up to `longest` values, all read with one buffer; the upper one of the two in the middle. */
export function createMedian(longest: number) {
  const copy = new Float64Array(longest);
  return (values: Float64Array, from: number, to: number): number => {
    let count = 0;
    for (let i = Math.max(0, from); i < Math.min(values.length, to); i++) copy[count++] = values[i] ?? 0;
    return nthSmallest(copy, count >> 1, count);
  };
}
