import { useState, type RefObject } from 'react';

import { formatKey } from '#shared/key/format-key.ts';
import { TITLE_MAX } from '#shared/limits.ts';

import { announce } from '../../../lib/announce.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { useStore } from '../../../lib/create-store.ts';
import { showToast } from '../../../lib/toasts.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { clear } from '../../../strings/page-strings.ts';
import { edit, moreActions } from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { RenameField } from '../../../ui/rename-field.tsx';
import { projectTuning } from '../tuning-of.ts';
import type { InspectedTask } from '../use-inspected-task.ts';
import { OpenFile } from './open-file.tsx';
import { Tucked } from './tucked.tsx';

/** Back to the tasks, what is open and its task, another file. */
export function SoundHead({
  title,
  heading,
  task,
  onClose,
  onStep,
  onFiles,
}: {
  title: string;
  heading: RefObject<HTMLHeadingElement | null>;
  /** Null for a file, and while names are hidden. */
  task: InspectedTask | null;
  onClose: () => void;
  onStep: (by: 1 | -1) => void;
  onFiles: ((files: readonly File[]) => void) | null;
}) {
  const [isRenaming, setIsRenaming] = useState(false);
  const endRenaming = () => {
    setIsRenaming(false);
    requestAnimationFrame(() => heading.current?.focus());
  };
  return (
    <header className="i-head">
      <Button
        look="quiet"
        className="i-back"
        aria-label={words.close}
        title={words.closeTitle}
        onClick={onClose}
      >
        {words.backTo}
      </Button>
      {task && isRenaming ? (
        <Rename key={task.taskId} name={title} task={task} onEnd={endRenaming} />
      ) : (
        <h2 ref={heading} dir="auto" tabIndex={-1} title={title}>
          {title}
        </h2>
      )}
      <Tucked className="i-acts" label={moreActions}>
        {task && !isRenaming && <TaskTools task={task} onRename={() => setIsRenaming(true)} />}
        <Project />
        {onFiles && <OpenFile label={words.addFile} onFiles={onFiles} />}
      </Tucked>
      {task?.place && (
        <span className="i-place">
          <Tool className="i-up" name={words.previousSound} keys="K" onPress={() => onStep(-1)} />
          <span>{words.place(task.place.at, task.place.count)}</span>
          <Tool className="i-down" name={words.nextSound} keys="J" onPress={() => onStep(1)} />
        </span>
      )}
    </header>
  );
}

/** The tempo and key that the sounds of this visit are to fit; a press forgets them. */
function Project() {
  const { bpm, key } = useStore(projectTuning);
  const text = [bpm === null ? '' : words.inBpm(bpm), key === null ? '' : formatKey(key)]
    .filter(Boolean)
    .join(' · ');
  if (text === '') return null;
  return (
    <button
      type="button"
      className="i-project"
      aria-label={`${words.projectIs(text)} ${clear}`}
      title={words.projectIs(text)}
      onClick={() => projectTuning.set({ bpm: null, key: null })}
    >
      {text} <Icon name="close" />
    </button>
  );
}

function Tool({
  icon,
  mask,
  className = '',
  name,
  keys,
  isPressed,
  onPress,
}: {
  /** Left out where the style draws it. */
  icon?: IconName;
  /** Of `icons.svg`, drawn as in a row of the list. */
  mask?: string;
  className?: string;
  name: string;
  keys?: string;
  isPressed?: boolean;
  onPress: () => void;
}) {
  return (
    <Button
      look="quiet"
      className={`i-tool ${className}`}
      aria-label={keys === undefined ? undefined : name}
      data-icon={mask}
      aria-pressed={isPressed}
      aria-keyshortcuts={keys}
      title={keys === undefined ? name : `${name} (${keys})`}
      onClick={onPress}
    >
      {icon && <Icon name={icon} isFilled={isPressed === true} />}
    </Button>
  );
}

function TaskTools({ task, onRename }: { task: InspectedTask; onRename: () => void }) {
  const copyLink = async () => {
    try {
      await copyText(task.link);
      showToast(words.copiedLink);
    } catch {
      showToast(words.notCopied);
    }
  };
  const favour = () => task.onFavour().catch(() => showToast(words.notStored));
  return (
    <>
      <Tool icon="edit" name={words.rename} onPress={onRename} />
      <Tool mask="edit" name={edit} keys="E" onPress={task.onEdit} />
      <Tool icon="star" name={words.favourite} isPressed={task.isFavourite} onPress={() => void favour()} />
      <Tool icon="link" name={words.copyLink} onPress={() => void copyLink()} />
    </>
  );
}

/** An empty name is the prompt again. */
function Rename({ name, task, onEnd }: { name: string; task: InspectedTask; onEnd: () => void }) {
  return (
    <RenameField
      label={words.name}
      saveName={words.save}
      name={name}
      max={TITLE_MAX}
      onRename={async (title) => {
        try {
          await task.onRename(title);
          announce(words.renamed);
        } catch (error) {
          showToast(words.notStored);
          throw error;
        }
      }}
      onEnd={onEnd}
    />
  );
}
