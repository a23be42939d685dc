// Plain JavaScript: also runs on a Node that is too old, to say so.

/** Runs TypeScript as it is and has node:sqlite. */
export const NODE_MIN = [22, 19];

/** @param {string} version like 24.21.0 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [majorMin = 0, minorMin = 0] = NODE_MIN;
  return major > majorMin || (major === majorMin && minor >= minorMin);
}
