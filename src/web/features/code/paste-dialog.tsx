import { useDeferredValue, useState } from 'react';

import type { SoundRequest } from '#shared/sound-request.ts';

import { common, strings } from '../../strings/tool-strings.ts';
import { Button } from '../../ui/button.tsx';
import { FieldHint } from '../../ui/field-hint.tsx';
import { Modal } from '../../ui/modal.tsx';
import { RequestDiffList } from '../compose/request-diff-list.tsx';
import { diffRequests } from '../compose/request-diff.ts';
import { parseRequest } from './parse-request.ts';

/** A request from elsewhere, and what it would change in the form, before it does. */
export function PasteDialog({
  text,
  request,
  models,
  onFill,
  onClose,
}: {
  text: string;
  request: SoundRequest;
  models: readonly string[];
  onFill: (request: SoundRequest) => void;
  onClose: () => void;
}) {
  const [pasted, setPasted] = useState(text);
  const [isAsked, setIsAsked] = useState(false);
  const read = parseRequest(useDeferredValue(pasted), models);
  const problem =
    'problem' in read && (isAsked || read.problem !== 'empty')
      ? strings.paste.problems[read.problem]
      : undefined;
  // The form may hold the pasted text itself.
  const before = request.prompt === text && text !== '' ? { ...request, prompt: '' } : request;

  return (
    <Modal heading={strings.paste.heading} closeName={common.close} onClose={onClose}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setIsAsked(true);
          const now = parseRequest(pasted, models);
          if (!('problem' in now)) onFill(now.request);
        }}
      >
        <div>
          <label htmlFor="pasted" className="mb-1 block font-semibold">
            {strings.paste.label}
          </label>
          <textarea
            id="pasted"
            ref={(area) => area?.setAttribute('autofocus', '')}
            className="field paste w-full p-3"
            rows={6}
            spellCheck={false}
            autoComplete="off"
            placeholder={strings.paste.placeholder}
            value={pasted}
            aria-invalid={problem !== undefined}
            aria-describedby="pasted-hint"
            onChange={(event) => setPasted(event.target.value)}
          />
          <FieldHint id="pasted-hint" error={problem} />
        </div>
        {'request' in read && <Preview before={before} read={read} />}
        <div>
          <Button type="submit" look="primary" className="tool">
            {strings.paste.fill}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Preview({
  before,
  read,
}: {
  before: SoundRequest;
  read: { request: SoundRequest; remarks: readonly string[] };
}) {
  const changes = diffRequests(before, read.request);
  return (
    <div className="grid gap-2">
      {changes.length === 0 ? (
        <p className="text-muted">{strings.diff.none}</p>
      ) : (
        <RequestDiffList changes={changes} />
      )}
      {read.remarks.length > 0 && (
        <ul className="bare-list text-sm text-warn">
          {read.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
