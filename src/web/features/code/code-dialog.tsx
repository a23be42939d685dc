import { useState } from 'react';

import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../lib/announce.ts';
import { copyText } from '../../lib/copy-text.ts';
import { openDialog } from '../../state/dialogs.ts';
import { say } from '../../strings/helper-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Modal } from '../../ui/modal.tsx';
import {
  addressOf,
  KEY_NAME,
  LANGUAGES,
  snippet,
  TARGETS,
  wireBody,
  type Language,
  type Target,
} from './snippets.ts';

const targetNames: Record<Target, string> = { ours: say.code.ours, vendor: say.code.vendor };

/** The form as code that sends the same request from elsewhere. */
export function CodeSheet({
  request,
  connection,
  onClose,
}: {
  request: SoundRequest;
  connection: Connection | undefined;
  onClose: () => void;
}) {
  const [target, setTarget] = useState<Target>('ours');
  const [language, setLanguage] = useState<Language>('curl');
  const address = addressOf(target, location.origin, connection);
  const code = snippet(language, { target, address, body: wireBody(request) });
  const keyName = KEY_NAME[target];

  async function copy() {
    try {
      await copyText(code);
      announce(say.copied);
    } catch {
      announce(say.notCopied);
    }
  }

  return (
    <Modal heading={say.code.heading} closeName={say.close} onClose={onClose}>
      <div className="flex flex-wrap gap-4">
        <Choice
          label={say.code.target}
          value={target}
          options={TARGETS.map((value) => ({ value, label: targetNames[value] }))}
          onChange={setTarget}
        />
        <Choice
          label={say.code.language}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: value }))}
          onChange={setLanguage}
        />
      </div>
      {request.prompt.trim() === '' && <p className="text-warn">{say.code.noPrompt}</p>}
      <div className="grid gap-2">
        <CodeText label={`${language}, ${targetNames[target]}`} text={code} />
        <p className="text-sm text-muted">
          {language === 'JSON'
            ? address
            : target === 'ours'
              ? say.code.oursNote(keyName)
              : say.code.keyNote(keyName)}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" className="tool" onClick={() => void copy()}>
          <Icon name="copy" />
          {say.copy}
        </Button>
        <Button className="tool" onClick={() => openDialog('paste')}>
          {say.code.paste}
        </Button>
      </div>
    </Modal>
  );
}
