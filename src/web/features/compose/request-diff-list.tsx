import { strings } from '../../strings/tool-strings.ts';
import { DiffList } from '../../ui/diff-list.tsx';
import type { Change } from './request-diff.ts';

/** The changes between two requests, as a person reads them. */
export function RequestDiffList({ changes }: { changes: readonly Change[] }) {
  const rows = changes.map((change) => ({ ...change, name: strings.fields[change.field] }));
  return <DiffList label={strings.diff.name} rows={rows} words={strings.diff} />;
}
