/** Why a file of a known format cannot be read. `codec` is the name of one that nothing here decodes. */
export type FileProblem = { kind: 'codec'; codec: string } | { kind: 'broken' | 'empty' | 'too-long' };

export const LONGEST_MINUTES = 15;

export class FileError extends Error {
  override readonly name = 'FileError';
  readonly problem: FileProblem;

  constructor(problem: FileProblem, options?: ErrorOptions) {
    super(problem.kind === 'codec' ? problem.codec : problem.kind, options);
    this.problem = problem;
  }
}

/** Before the samples are read: as many would not fit in a browser's memory. Throws a `FileError`. */
export function refuseTooLong(seconds: number): void {
  if (seconds > LONGEST_MINUTES * 60) throw new FileError({ kind: 'too-long' });
}
