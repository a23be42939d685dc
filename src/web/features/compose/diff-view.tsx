import { say } from '../../strings/helper-strings.ts';
import { DiffList } from '../../ui/diff-list.tsx';
import type { Change } from './request-diff.ts';

/** The changes between two requests, as a person reads them. */
export function RequestDiff({ changes }: { changes: readonly Change[] }) {
  const rows = changes.map((change) => ({ ...change, name: say.fields[change.field] }));
  return <DiffList label={say.diff.name} rows={rows} words={say.diff} />;
}
