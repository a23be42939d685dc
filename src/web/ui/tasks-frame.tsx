import * as words from '../strings/page-strings.ts';

/** The place of the tasks until they come; part of the prerendered page. */
export function TasksFrame({ missing, onTryAgain }: { missing: boolean; onTryAgain: () => void }) {
  return (
    <section id="tasks" aria-labelledby="tasks-heading">
      <div className="flex h-13 items-center">
        <h2 id="tasks-heading" className="text-lg font-semibold">
          {words.tasks}
        </h2>
      </div>
      {missing ? (
        <p role="alert">
          {words.tasksMissing}{' '}
          <button type="button" className="text-accent-ink underline" onClick={onTryAgain}>
            {words.tryAgain}
          </button>
        </p>
      ) : null}
    </section>
  );
}
