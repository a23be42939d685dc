import type { TroubledTask } from './first-step.ts';

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** Folded: the vendor's own words as plain text, and what is known of the send. */
export function ProblemDetails({ task }: { task: TroubledTask }) {
  const facts = factsOf(task);
  if (facts.length === 0) return null;
  return (
    <details className="px-1 text-sm text-muted open:basis-full">
      <summary className="w-fit rounded-control py-0.5 hover:text-ink">Details</summary>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(([term, fact]) => (
          <div key={term} className="contents">
            <dt>{term}</dt>
            <dd className="wrap-anywhere text-ink">{fact}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function factsOf(task: TroubledTask): [string, string][] {
  const { vendorCode, vendorMessage, field, code } = task.problem;
  const facts: [string, string | undefined][] = [
    ['Problem', code],
    ['Vendor’s code', vendorCode?.toString()],
    ['Vendor’s words', vendorMessage],
    ['Field', field],
  ];
  if (task.state === 'unknown' || task.state === 'dismissed') {
    const { creditsBefore, creditsAfter } = task;
    facts.push(
      ['Sent', time.format(Date.parse(task.sentAt))],
      ['Answer', task.bytes === 0 ? 'not a byte came' : `${task.bytes} bytes, not readable`],
      [
        'Balance (a hint)',
        creditsBefore === undefined || creditsAfter === undefined
          ? undefined
          : `${creditsBefore} before, ${creditsAfter} after; other requests count too`,
      ],
    );
  }
  return facts.flatMap(([term, fact]) => (fact ? [[term, fact] as [string, string]] : []));
}
