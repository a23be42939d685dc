/** Why a file of a known format cannot be read. `codec` is the name of one that nothing here decodes. */
export type FileProblem = { kind: 'codec'; codec: string } | { kind: 'broken' } | { kind: 'empty' };

export class FileError extends Error {
  override readonly name = 'FileError';
  readonly problem: FileProblem;

  constructor(problem: FileProblem, options?: ErrorOptions) {
    super(problem.kind === 'codec' ? problem.codec : problem.kind, options);
    this.problem = problem;
  }
}
