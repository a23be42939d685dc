/**
 * A click where a loop's end meets its start: the step over the join is more than 4 times
 * the RMS step around it, and above −60 dBFS.
 */
export function detectSeam(samples: Float32Array): { ratio: number; step: number; clicks: boolean } {
  const n = samples.length;
  const around = Math.min(2205, n >> 1);
  const diff = (i: number) => samples[(i + n) % n]! - samples[(i - 1 + n) % n]!;
  let sum = 0;
  for (let i = -around; i <= around; i++) if (i !== 0) sum += diff(i) ** 2;
  const usual = Math.sqrt(sum / (2 * around));
  const step = Math.abs(diff(0));
  const ratio = step / (usual || 1e-9);
  return { ratio, step, clicks: ratio > 4 && step > 10 ** (-60 / 20) };
}
