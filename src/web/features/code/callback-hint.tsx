import { useWatch, type UseFormReturn } from 'react-hook-form';

import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../lib/announce.ts';
import { copyText } from '../../lib/copy-text.ts';
import * as words from '../../strings/compose-strings.ts';
import { common, strings } from '../../strings/tool-strings.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { FieldHint } from '../../ui/field-hint.tsx';
import { checkCallback, SAMPLE_CALLBACK } from './check-callback.ts';

const sample = JSON.stringify(SAMPLE_CALLBACK, null, 2);
const looks = { usual: '', ok: 'text-ok', warn: 'text-warn' };

async function copySample(): Promise<void> {
  try {
    await copyText(sample);
    announce(common.copied);
  } catch {
    announce(words.notCopied);
  }
}

/** Whether the vendor can reach the address, and what it will post there. */
export function CallbackHint({
  form,
  connection,
  id,
}: {
  form: UseFormReturn<SoundRequest>;
  connection: Connection | undefined;
  id: string;
}) {
  const callBackUrl = useWatch({ control: form.control, name: 'callBackUrl' });
  const { text, look } = checkCallback(callBackUrl ?? '', connection?.vendor === 'sandbox');
  return (
    <>
      <FieldHint id={id}>
        <span className={looks[look]}>{text}</span>
      </FieldHint>
      <details className="more mt-1">
        <summary className="flex min-h-(--ctl) items-center text-sm">{strings.callback.sample}</summary>
        <p className="mb-2 text-sm text-muted">{strings.callback.times}</p>
        <CodeText label={strings.callback.sample} text={sample} />
        <Button className="mt-2" onClick={() => void copySample()}>
          {common.copy}
        </Button>
      </details>
    </>
  );
}
