import * as words from '../../../strings/task-strings.ts';

/** What the sandbox understood of the prompt, in its own words. */
export function Understood({ heard, notUnderstood }: { heard: string[]; notUnderstood: string[] }) {
  if (heard.length === 0 && notUnderstood.length === 0) return null;
  return (
    <p className="max-w-[70ch] text-sm wrap-anywhere text-muted">
      {heard.length > 0 && words.heard(heard)}
      {notUnderstood.length > 0 && words.notUnderstood(notUnderstood)}
    </p>
  );
}
