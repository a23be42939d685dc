import type { PendingSend } from '../../state/outbox.ts';
import { lineStrings } from '../../strings/batch-strings.ts';
import { Button } from '../../ui/button.tsx';

const count = (parts: readonly PendingSend[]): number =>
  parts.reduce((sum, { items }) => sum + items.length, 0);

/** What of a batch is still on its way to our server, or never arrived there. */
export function UploadLine({
  parts,
  isVolatile,
  onSend,
  onDiscard,
}: {
  parts: readonly PendingSend[];
  isVolatile: boolean;
  onSend: () => void;
  onDiscard: () => void;
}) {
  const [first] = parts;
  const unsent = parts.filter(({ status }) => status === 'not-sent');
  const isAsking = parts.some(({ status }) => status === 'checking');
  const error = unsent.find((part) => part.error !== null)?.error ?? null;
  return (
    <li className="upload-line">
      <p dir="auto" className="batch-name">
        {first?.batch?.name}
      </p>
      {unsent.length === 0 ? (
        <output>{isAsking ? lineStrings.asking(count(parts)) : lineStrings.uploading(count(parts))}</output>
      ) : (
        <>
          <p role="alert">
            {error !== null && `${error} `}
            {lineStrings.notSent(count(unsent))}
          </p>
          <div className="upload-actions">
            <Button look="primary" onClick={onSend}>
              {lineStrings.send(count(unsent))}
            </Button>
            <Button onClick={onDiscard}>{lineStrings.discard}</Button>
          </div>
        </>
      )}
      {isVolatile && <p className="text-warn">{lineStrings.noStorage}</p>}
    </li>
  );
}
