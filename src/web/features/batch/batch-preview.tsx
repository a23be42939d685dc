import type { SoundRequest } from '#shared/sound-request.ts';

import { strings } from '../../strings/batch-strings.ts';
import { sayBpm, sayKey } from './cell-text.ts';

const show = (list: HTMLElement | null): void => list?.scrollIntoView({ block: 'start' });

/** Every task of the batch, in the order it is sent. */
export function BatchPreview({ requests }: { requests: readonly SoundRequest[] }) {
  const { columns } = strings;
  const sayFlag = (flag: boolean) => (flag ? strings.yes : strings.no);
  return (
    <section
      ref={show}
      aria-label={strings.previewCaption}
      className="min-h-max overflow-x-auto rounded-control border border-line"
    >
      <table className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">{strings.previewCaption}</caption>
        <thead className="bg-well">
          <tr>
            {Object.entries(columns).map(([column, name]) => (
              <th
                key={column}
                scope="col"
                className={`px-2 py-1 font-semibold max-sm:first:hidden ${/number|bpm/.test(column) ? 'text-right' : ''}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {requests.map((request, index) => (
            <tr key={index} className="border-t border-line">
              <td className="px-2 py-1 text-right text-muted max-sm:hidden">{index + 1}</td>
              <td className="px-2 py-1 wrap-anywhere">{request.prompt}</td>
              <td className="px-2 py-1 whitespace-nowrap">{sayKey(request)}</td>
              <td className="px-2 py-1 text-right">{sayBpm(request)}</td>
              <td className="px-2 py-1">{sayFlag(request.soundLoop)}</td>
              <td className="px-2 py-1">{sayFlag(request.grabLyrics)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
