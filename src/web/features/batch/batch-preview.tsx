import type { SoundRequest } from '#shared/sound-request.ts';

import { strings } from '../../strings/batch-strings.ts';
import { keyTint } from '../../ui/key-tint.ts';
import { sayBpm, sayKey } from './cell-text.ts';

/** More are counted: so many are drawn anew with each key that is pressed. */
const SHOWN = 100;
// It scrolls by itself, so the keyboard must get there; the linter knows no such element.
const asScroller = { tabIndex: 0 } as const;

/** What would be sent, as it is typed. */
export function BatchPreview({
  requests,
  isListed,
}: {
  requests: readonly SoundRequest[];
  /** Asked for where there is no room beside the form. */
  isListed: boolean;
}) {
  return (
    <section
      ref={(element) => {
        if (isListed) element?.scrollIntoView({ block: 'start' });
      }}
      aria-label={strings.previewCaption}
      {...asScroller}
      className={isListed ? 'batch-side is-listed' : 'batch-side'}
    >
      <p>
        <b>{strings.count(requests.length)}</b>{' '}
        <span className="hint">{requests.length > 0 && strings.inOrder}</span>
      </p>
      <ol aria-label={strings.previewCaption} className="bare-list">
        {requests.slice(0, SHOWN).map((request, index) => (
          <li key={index} {...keyTint(request.soundKey)}>
            <span>{index + 1}</span>
            <span dir="auto">{request.prompt}</span>
            <span className={request.soundKey === 'Any' ? 'cell-key is-any' : 'cell-key'}>
              {sayKey(request)}
            </span>
            <span>{sayBpm(request)}</span>
            <span>{request.soundLoop && strings.loopOn}</span>
          </li>
        ))}
      </ol>
      {requests.length > SHOWN && <p className="hint">{strings.moreTasks(requests.length - SHOWN)}</p>}
    </section>
  );
}
