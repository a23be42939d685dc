import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';

import { fillName } from '#shared/file-name-template.ts';
import { namedTake } from '#shared/take-file-name.ts';
import type { DownloadAnswer, TakeChoice } from '#shared/take/download-request.ts';
import { taskIdOf, type Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { words } from '../../../strings/library-strings.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import { Popup } from '../../../ui/popup.tsx';

const USUAL_NAME = '{title}_{bpm}bpm_{key}_{take}';
const CHOICES: readonly TakeChoice[] = ['kept', 'all'];

const countOf = (task: Task, choice: TakeChoice): number => {
  if (!('takes' in task)) return 0;
  const kept = task.takes.filter(({ verdict }) => verdict === 'keep').length;
  return choice === 'all' ? task.takes.length : Math.max(kept, Math.min(1, task.takes.length));
};

/** One zip of what is selected: which takes, and what the files are called. */
export function DownloadPanel({ selected, onClose }: { selected: readonly Task[]; onClose: () => void }) {
  const api = useApi();
  const id = useId();
  const [takes, setTakes] = useState<TakeChoice>('kept');
  const [name, setName] = useState(USUAL_NAME);
  const files = selected.reduce((sum, task) => sum + countOf(task, takes), 0);
  const first = selected.find((task) => countOf(task, takes) > 0);
  const sample =
    first &&
    `${fillName(name || USUAL_NAME, namedTake({ ...first, taskId: taskIdOf(first) ?? null }, 1))}.mp3`;
  const pack = useMutation<DownloadAnswer>({
    networkMode: 'always',
    mutationFn: () => {
      const ids = selected.map((task) => task.id);
      return api.call('POST', '/api/downloads', { body: { ids, name: name || USUAL_NAME, takes } });
    },
    onSuccess: (answer) => {
      const link = document.createElement('a');
      link.href = `api/downloads/${answer.id}`;
      link.download = '';
      link.click();
      onClose();
    },
  });
  return (
    <Popup label={words.download} className="of-download" onClose={onClose}>
      <div className="flex flex-wrap gap-x-4">
        {CHOICES.map((choice) => (
          <label key={choice} className="flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name={id}
              className="accent-ink"
              checked={takes === choice}
              onChange={() => setTakes(choice)}
            />
            {words.takeChoices[choice]}
          </label>
        ))}
      </div>
      <label htmlFor={`${id}-name`} className="font-semibold">
        {words.fileName}
      </label>
      <input
        id={`${id}-name`}
        value={name}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        className="field min-h-8 w-full px-3 font-mono text-sm"
      />
      <p className="wrap-anywhere text-muted">{sample ?? words.nothingToLoad}</p>
      {files > 0 && (
        <button
          type="button"
          className="min-h-10 rounded-control bg-accent px-4 font-semibold text-on-accent"
          aria-busy={pack.isPending}
          onClick={() => !pack.isPending && pack.mutate()}
        >
          {pack.isPending ? words.packing(files) : words.downloadFiles(files)}
        </button>
      )}
      {pack.isError && (
        <p role="alert" className="text-danger">
          {errorText(pack.error)}
        </p>
      )}
    </Popup>
  );
}
