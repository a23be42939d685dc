import { exactTime } from '../../../strings/format/task-times.ts';
import * as words from '../../../strings/trouble-strings.ts';
import type { TroubledTask } from './next-step.ts';

/** The vendor's own words as plain text, and what is known of the send. */
export function ProblemDetails({ task }: { task: TroubledTask }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm text-muted">
      {factsOf(task).map(([term, fact]) => (
        <div key={term} className="contents">
          <dt>{term}</dt>
          <dd className="wrap-anywhere text-ink">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(task: TroubledTask): [string, string][] {
  const { name } = task.connection;
  const { vendorCode, vendorMessage, field, code } = task.problem;
  const facts: [string, string | undefined][] = [
    [words.problem, code],
    [words.vendorCode(name), vendorCode?.toString()],
    [words.vendorWords(name), vendorMessage],
    [words.field, field],
  ];
  if (task.state === 'unknown' || task.state === 'dismissed') {
    const { creditsBefore, creditsAfter } = task;
    facts.push(
      [words.sentAt, exactTime(task.sentAt)],
      [words.answer, task.bytes === 0 ? words.noBytes : words.bytes(task.bytes)],
      [
        words.balance,
        creditsBefore === undefined || creditsAfter === undefined
          ? undefined
          : words.balanceIs(creditsBefore, creditsAfter),
      ],
    );
  }
  return facts.flatMap(([term, fact]) => (fact ? [[term, fact] as [string, string]] : []));
}
