import type { SoundRequest } from '#shared/sound-request.ts';

import { say } from '../../../strings/helper-strings.ts';
import { Modal } from '../../../ui/modal.tsx';
import { RequestDiff } from '../diff-view.tsx';
import { variationsOf } from './vary-prompt.ts';

/** What to try next, each with what it changes; picking one only fills the form. */
export function VarySheet({
  request,
  onPick,
  onClose,
}: {
  request: SoundRequest;
  onPick: (request: SoundRequest) => void;
  onClose: () => void;
}) {
  const variations = request.prompt.trim() === '' ? [] : variationsOf(request);
  return (
    <Modal heading={say.vary.heading} closeName={say.close} onClose={onClose}>
      <p className="text-muted">{variations.length === 0 ? say.vary.nothing : say.vary.about}</p>
      <ul className="bare-list card-grid narrow">
        {variations.map(({ name, request: next, changes }) => (
          <li key={name}>
            <button type="button" className="card-button" onClick={() => onPick(next)}>
              <span className="font-semibold">{say.vary.names[name]}</span>
              <RequestDiff changes={changes} />
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
