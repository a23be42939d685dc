/** Of each task: the takes that were kept, else take A; or all of them. */
export const TAKE_CHOICES = ['kept', 'all'] as const;
export type TakeChoice = (typeof TAKE_CHOICES)[number];

/** The takes of a task that are in a download. */
export function chosenTakes<T extends { n: number; verdict: string | null }>(
  takes: readonly T[],
  choice: TakeChoice,
): readonly T[] {
  if (choice === 'all') return takes;
  const kept = takes.filter(({ verdict }) => verdict === 'keep');
  return kept.length > 0 ? kept : takes.slice(0, 1);
}
