import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';

import { namedTake, takeFileName } from '#shared/take-file-name.ts';
import { taskIdOf, type Take, type Task } from '#shared/task.ts';

import type { Api } from '../../api/api-client.ts';
import { readAll } from '../../api/library-api.ts';
import { lyricsQuery } from '../../api/task-queries.ts';
import * as words from '../../strings/task-strings.ts';
import type { InspectedSound, Keep, Tuning } from './inspected-sound.ts';
import type { InspectorActions } from './inspector-context.ts';
import type { Inspector } from './inspector.tsx';
import { createVerdicts } from './take-verdicts.ts';

const loadInspector = () => import('./inspector.tsx');
type InspectorComponent = typeof Inspector;

interface Opening {
  sounds: readonly InspectedSound[];
  at: string | null;
  adds?: boolean;
}
const nothing: Opening = { sounds: [], at: null };

/** The inspector as a dialog of the page. Its code is fetched when it is first needed. */
export function useInspectorDialog(
  api: Api,
  onTune: (tuning: Tuning) => void,
): { inspector: InspectorActions; dialog: React.ReactNode } {
  const client = useQueryClient();
  const [Piece, setPiece] = useState<InspectorComponent | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const [opening, setOpening] = useState(nothing);

  const open = useCallback((next: Opening) => {
    setOpening(next);
    setIsOpen(true);
    setIsMissing(false);
    loadInspector().then(
      (piece) => setPiece(() => piece.Inspector),
      () => setIsMissing(true),
    );
  }, []);
  const close = useCallback(() => setIsOpen(false), []);

  const openFiles = useEffectEvent(async (files: readonly File[]) => {
    const { soundOfFile } = await import('./file-sound.ts');
    const sounds = files.map(soundOfFile);
    open({ sounds, at: sounds[0]?.id ?? null, adds: isOpen });
  });
  useEffect(() => onFilesDropped((files) => void openFiles(files)), []);

  const inspector = useMemo<InspectorActions>(() => {
    const verdicts = createVerdicts(async (sound) => (await loadInspector()).verdictOf(sound));
    return {
      open: (task, n) => {
        const sounds = soundsOf(task);
        const at = sounds.find(({ from }) => from?.take === n) ?? sounds[0];
        if (at) open({ sounds, at: at.id });
      },
      openEmpty: () => open(nothing),
      // Should it not come, opening asks again, and says so.
      prepare: () => void loadInspector().catch(() => undefined),
      measure: (task, take) => void verdicts.measure(soundOf(task, take)),
      verdictOf: verdicts.of,
      subscribe: verdicts.subscribe,
      fileName: (task, take) => nameOf(task, take),
    };
  }, [open]);

  const keep = async ({ from }: InspectedSound, wish: Keep | null) => {
    if (!from) return;
    const { tags } = await api.task(from.id);
    const others = tags.filter((tag) => !isKeepTag(tag, from.take));
    await api.patch(from.id, { tags: wish ? [...others, keepTag(wish, from.take)] : others });
  };

  const dialog = Piece ? (
    <Piece
      isOpen={isOpen}
      opening={opening}
      onClose={close}
      onTune={(tuning) => {
        close();
        onTune(tuning);
      }}
      onKeep={keep}
      loops={async () => (await readFinished(api)).filter(({ asked }) => asked.loop)}
      keptTakes={async () => (await readFinished(api)).filter((sound) => sound.keep === 'kept')}
      readWords={(taskId, audioId) => client.fetchQuery(lyricsQuery(api, taskId, audioId))}
    />
  ) : isOpen && isMissing ? (
    <Missing onTryAgain={() => open(opening)} onClose={close} />
  ) : null;
  return { inspector, dialog };
}

function Missing({ onTryAgain, onClose }: { onTryAgain: () => void; onClose: () => void }) {
  return (
    <p
      role="alert"
      className="fixed inset-x-4 bottom-24 z-20 mx-auto w-fit rounded-card bg-card p-4 shadow-float"
    >
      {words.inspectorMissing}{' '}
      <button type="button" className="text-accent-ink underline underline-offset-4" onClick={onTryAgain}>
        {words.tryAgain}
      </button>{' '}
      <button type="button" className="text-accent-ink underline underline-offset-4" onClick={onClose}>
        {words.close}
      </button>
    </p>
  );
}

const KEPT = 'keep';
const keepTag = (keep: Keep, take: number): string =>
  `${keep === 'kept' ? KEPT : 'reject'} ${String.fromCodePoint(64 + take)}`;
const isKeepTag = (tag: string, take: number): boolean =>
  tag === keepTag('kept', take) || tag === keepTag('rejected', take);

function soundOf(task: Task, { n, audio, audioId }: Take): InspectedSound {
  const { prompt, soundTempo, soundKey, soundLoop, grabLyrics } = task.request;
  const { tags } = task;
  return {
    id: audio,
    source: audio,
    title: prompt || task.title || words.untitled,
    asked: { bpm: soundTempo, key: soundKey, loop: soundLoop === true },
    from: { id: task.id, taskId: taskIdOf(task) ?? '', take: n, audioId, hasLyrics: grabLyrics === true },
    keep: tags.includes(keepTag('kept', n))
      ? 'kept'
      : tags.includes(keepTag('rejected', n))
        ? 'rejected'
        : null,
  };
}

const soundsOf = (task: Task): InspectedSound[] =>
  'takes' in task ? task.takes.map((take) => soundOf(task, take)) : [];

const nameOf = (task: Task, { n }: Take): string =>
  takeFileName(namedTake({ ...task, taskId: taskIdOf(task) ?? null }, n), 'mp3');

/** Every take of every finished task. */
const readFinished = async (api: Api): Promise<InspectedSound[]> =>
  (await readAll(api, 'state=ready')).flatMap(soundsOf);

/** Audio dropped anywhere on the page; text dragged into the prompt is left alone. */
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
