import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import type { Api } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import { readAll } from '../../api/library-api.ts';
import { lyricsQuery } from '../../api/task-queries.ts';
import { useStore } from '../../lib/create-store.ts';
import * as words from '../../strings/task-strings.ts';
import { useFormActions } from '../compose/compose-context.ts';
import type { InspectedSound, Keep, Opening } from './inspected-sound.ts';
import type { Inspector as InspectorComponent } from './inspector.tsx';
import { closeInspector, inspectorOpening, loadInspector } from './open-inspector.ts';
import { isKeepTag, keepTag, soundsOf } from './take-sound.ts';

const nothing: Opening = { sounds: [], at: null };

/** The inspector, whose code comes when it is first opened. Audio dropped anywhere on the page opens it too. */
export function InspectorDialog() {
  const api = useApi();
  const client = useQueryClient();
  const form = useFormActions();
  const opening = useStore(inspectorOpening);
  const { Inspector, isMissing, load } = useInspector(opening !== null);
  // A closed inspector keeps what it holds.
  const [last, setLast] = useState(nothing);
  if (opening !== null && opening !== last) setLast(opening);
  useEffect(() => onFilesDropped((files) => void openFiles(files)), []);

  if (!Inspector) return opening !== null && isMissing ? <Missing onTryAgain={load} /> : null;
  return (
    <Inspector
      isOpen={opening !== null}
      opening={opening ?? last}
      onClose={closeInspector}
      onTune={(tuning) => {
        closeInspector();
        form.tune(tuning);
      }}
      onKeep={(sound, keep) => saveKeep(api, sound, keep)}
      loops={async () => (await readFinished(api)).filter(({ asked }) => asked.loop)}
      keptTakes={async () => (await readFinished(api)).filter(({ keep }) => keep === 'kept')}
      readWords={(taskId, audioId) => readWords(client, api, taskId, audioId)}
    />
  );
}

function useInspector(isWanted: boolean) {
  const [Inspector, setInspector] = useState<typeof InspectorComponent | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const load = () => {
    setIsMissing(false);
    loadInspector().then(
      (loaded) => setInspector(() => loaded.Inspector),
      () => setIsMissing(true),
    );
  };
  useEffect(() => {
    if (isWanted) load();
  }, [isWanted]);
  return { Inspector, isMissing, load };
}

function Missing({ onTryAgain }: { onTryAgain: () => void }) {
  const linkClass = 'text-accent-ink underline underline-offset-4';
  return (
    <p
      role="alert"
      className="fixed inset-x-4 bottom-24 z-20 mx-auto w-fit rounded-card bg-card p-4 shadow-float"
    >
      {words.inspectorMissing}{' '}
      <button type="button" className={linkClass} onClick={onTryAgain}>
        {words.tryAgain}
      </button>{' '}
      <button type="button" className={linkClass} onClick={closeInspector}>
        {words.close}
      </button>
    </p>
  );
}

const readWords = (client: QueryClient, api: Api, taskId: string, audioId: string) =>
  client.fetchQuery(lyricsQuery(api, taskId, audioId));

async function saveKeep(api: Api, { from }: InspectedSound, keep: Keep | null): Promise<void> {
  if (!from) return;
  const { tags } = await api.task(from.id);
  const others = tags.filter((tag) => !isKeepTag(tag, from.take));
  await api.patch(from.id, { tags: keep ? [...others, keepTag(keep, from.take)] : others });
}

/** Every take of every finished task. */
const readFinished = async (api: Api): Promise<InspectedSound[]> =>
  (await readAll(api, 'state=ready')).flatMap(soundsOf);

async function openFiles(files: readonly File[]): Promise<void> {
  const { soundOfFile } = await import('./file-sound.ts');
  const sounds = files.map(soundOfFile);
  inspectorOpening.update((before) => ({ sounds, at: sounds[0]?.id ?? null, adds: before !== null }));
}

/** Text dragged into the prompt is left alone. */
function onFilesDropped(take: (files: readonly File[]) => void): () => void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  const over = (event: DragEvent) => {
    if (hasFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) take(files);
  };
  document.addEventListener('dragover', over);
  document.addEventListener('drop', drop);
  return () => {
    document.removeEventListener('dragover', over);
    document.removeEventListener('drop', drop);
  };
}
