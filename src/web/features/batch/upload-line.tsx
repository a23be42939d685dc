import { lineWords } from '../../strings/batch-strings.ts';
import { Button } from '../../ui/button.tsx';
import type { PendingUpload } from './upload-queue.ts';

const count = (chunks: readonly PendingUpload[]): number =>
  chunks.reduce((sum, { items }) => sum + items.length, 0);

/** What of a batch is still on its way to our own server, or never arrived there. */
export function UploadLine({
  chunks,
  isVolatile,
  onSend,
  onDiscard,
}: {
  chunks: readonly PendingUpload[];
  isVolatile: boolean;
  onSend: () => void;
  onDiscard: () => void;
}) {
  const [first] = chunks;
  const unsent = chunks.filter(({ status }) => status === 'not-sent');
  const isAsking = chunks.some(({ status }) => status === 'checking');
  const error = unsent.find((chunk) => chunk.error !== null)?.error ?? null;
  return (
    <li className="grid gap-2 rounded-card border border-line bg-card px-4 py-3 text-sm">
      <p className="font-semibold wrap-anywhere">{first?.batch.name}</p>
      {unsent.length === 0 ? (
        <output>{isAsking ? lineWords.asking(count(chunks)) : lineWords.handing(count(chunks))}</output>
      ) : (
        <>
          <p role="alert">
            {error !== null && `${error} `}
            {lineWords.notSent(count(unsent))}
          </p>
          <div className="flex gap-2">
            <Button look="primary" onClick={onSend}>
              {lineWords.send(count(unsent))}
            </Button>
            <Button onClick={onDiscard}>{lineWords.discard}</Button>
          </div>
        </>
      )}
      {isVolatile && <p className="text-warn">{lineWords.noStorage}</p>}
    </li>
  );
}
