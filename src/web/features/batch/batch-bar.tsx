import type { Batch } from '#shared/batch.ts';

/** Ready green, failed red, rendering grey; what waits or was cancelled is empty. The line's words say the same. */
export function BatchBar({ batch: { name, total, counts } }: { batch: Batch }) {
  const ready = counts.ready;
  const failed = ready + counts.failed + counts.refused + counts.unknown;
  const rendering = failed + counts.rendering + counts.sending;
  const share = (count: number) => `${total === 0 ? 0 : (count / total) * 100}%`;
  return (
    <>
      <progress className="sr-only" aria-label={name} max={total} value={ready} />
      <span
        ref={(bar) => {
          bar?.style.setProperty('--ready', share(ready));
          bar?.style.setProperty('--failed', share(failed));
          bar?.style.setProperty('--rendering', share(rendering));
        }}
        className="batch-bar"
      />
    </>
  );
}
