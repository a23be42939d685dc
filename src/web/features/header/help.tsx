/** A popover of the browser's own: it opens before any script has come. */
export function Help() {
  return (
    <>
      <button
        type="button"
        className="icon-button text-lg font-semibold"
        aria-label="Help"
        popoverTarget="help"
      >
        ?
      </button>
      <dialog id="help" popover="auto" aria-labelledby="help-heading" className="help">
        <h2 id="help-heading" className="mb-2 text-lg font-semibold">
          How it works
        </h2>
        <p>
          Describe a sound and press Generate. You get a taskId at once, and two takes of the sound when it is
          rendered. Key and BPM can be left to the model.
        </p>
        <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
          <dt>
            <kbd>Ctrl ↵</kbd> or <kbd>⌘ ↵</kbd>
          </dt>
          <dd>Generate</dd>
          <dt>
            <kbd>T</kbd>
          </dt>
          <dd>Tap the tempo</dd>
          <dt>
            <kbd>C</kbd>
          </dt>
          <dd>Copy the taskId of the newest task</dd>
          <dt>
            <kbd>Ctrl K</kbd> or <kbd>⌘ K</kbd>
          </dt>
          <dd>Every command by its name</dd>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>All shortcuts</dd>
        </dl>
      </dialog>
    </>
  );
}
