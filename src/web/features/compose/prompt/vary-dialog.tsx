import type { SoundRequest } from '#shared/sound-request.ts';

import { common, strings } from '../../../strings/tool-strings.ts';
import { Modal } from '../../../ui/modal.tsx';
import { RequestDiffList } from '../request-diff-list.tsx';
import { variationsOf } from './vary-prompt.ts';

/** What to try next, each with what it changes; picking one only fills the form. */
export function VaryDialog({
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
    <Modal heading={strings.vary.heading} closeName={common.close} onClose={onClose}>
      <p className="text-muted">{variations.length === 0 ? strings.vary.nothing : strings.vary.about}</p>
      <ul className="bare-list card-grid narrow">
        {variations.map(({ name, request: next, changes }) => (
          <li key={name}>
            <button type="button" className="card-button" onClick={() => onPick(next)}>
              <span className="font-semibold">{strings.vary.names[name]}</span>
              <RequestDiffList changes={changes} />
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
