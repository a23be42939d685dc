import * as dialogWords from '../../strings/connection-dialog-strings.ts';

/** What trying a key came to. */
export type KeyVerdict =
  | { kind: 'testing' }
  | { kind: 'works'; credits: string }
  | { kind: 'refused' }
  | { kind: 'silent' }
  | { kind: 'error'; text: string; field?: string | undefined };

/** Said beside the key, where it was pressed. */
export function KeyOutcome({ verdict, name }: { verdict: KeyVerdict; name: string }) {
  switch (verdict.kind) {
    case 'testing':
      return <output className="key-test text-muted block">{dialogWords.testing(name)}</output>;
    case 'works':
      return (
        <output className="key-test is-ok block">
          <b className="font-semibold">{dialogWords.works}</b> {dialogWords.worksMore(verdict.credits)}
        </output>
      );
    case 'refused':
      return (
        <p role="alert" className="key-test is-bad">
          <b className="font-semibold">{dialogWords.refused(name)}</b> {dialogWords.refusedMore}
        </p>
      );
    case 'silent':
      return (
        <p role="alert" className="key-test is-bad">
          <b className="font-semibold">{dialogWords.noAnswer(name)}</b> {dialogWords.noAnswerMore}
        </p>
      );
    case 'error':
      return (
        <p role="alert" className="key-test is-bad">
          {verdict.text}
        </p>
      );
    default:
      return verdict satisfies never;
  }
}
