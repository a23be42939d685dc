/** The place of the tasks until they come; part of the prerendered page. */
export function TasksFrame({ missing, onTryAgain }: { missing: boolean; onTryAgain: () => void }) {
  return (
    <section id="tasks" aria-labelledby="tasks-heading" className="lg:pt-6">
      <div className="mb-4 flex min-h-9 items-center">
        <h2 id="tasks-heading" className="text-lg font-semibold">
          Tasks
        </h2>
      </div>
      {missing ? (
        <p role="alert">
          The task list did not load. Check the connection.{' '}
          <button type="button" className="text-accent-ink underline underline-offset-4" onClick={onTryAgain}>
            Try again
          </button>
        </p>
      ) : null}
    </section>
  );
}
