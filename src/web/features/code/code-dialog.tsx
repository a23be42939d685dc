import { useState } from 'react';

import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../lib/announce.ts';
import { copyText } from '../../lib/copy-text.ts';
import { openDialog } from '../../state/dialogs.ts';
import * as words from '../../strings/compose-strings.ts';
import { common, strings } from '../../strings/tool-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { Icon } from '../../ui/icon.tsx';
import { lazyComponent } from '../../ui/lazy-component.tsx';
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

const ApiReference = lazyComponent(() => import('./api-reference.tsx'), 'ApiReference');

const targetNames: Record<Target, string> = { ours: strings.code.ours, vendor: strings.code.vendor };

/** The form as code that sends the same request from elsewhere. */
export function CodeDialog({
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
  const [showsReference, setShowsReference] = useState(false);
  const address = addressOf(target, new URL('.', location.href).href, connection);
  const code = snippet(language, { target, address, body: wireBody(request) });
  const keyName = KEY_NAME[target];

  async function copy() {
    try {
      await copyText(code);
      announce(common.copied);
    } catch {
      announce(words.notCopied);
    }
  }

  return (
    <Modal heading={strings.code.heading} closeName={common.close} onClose={onClose}>
      <div className="flex flex-wrap gap-4">
        <Choice
          label={strings.code.target}
          value={target}
          options={TARGETS.map((value) => ({ value, label: targetNames[value] }))}
          onChange={setTarget}
        />
        <Choice
          label={strings.code.language}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: value }))}
          onChange={setLanguage}
        />
      </div>
      {request.prompt.trim() === '' && <p className="text-warn">{strings.code.noPrompt}</p>}
      <div className="grid gap-2">
        <CodeText label={`${language}, ${targetNames[target]}`} text={code} />
        <p className="text-sm text-muted">
          {language === 'JSON'
            ? address
            : target === 'ours'
              ? strings.code.oursNote(keyName)
              : strings.code.keyNote(keyName)}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" className="tool" onClick={() => void copy()}>
          <Icon name="copy" />
          {common.copy}
        </Button>
        <Button className="tool" onClick={() => openDialog('paste')}>
          {strings.code.paste}
        </Button>
      </div>
      <details onToggle={({ currentTarget }) => setShowsReference(currentTarget.open)}>
        <summary className="cursor-pointer font-semibold">{strings.code.reference}</summary>
        {showsReference && (
          <div className="pt-3">
            <ApiReference />
          </div>
        )}
      </details>
    </Modal>
  );
}
