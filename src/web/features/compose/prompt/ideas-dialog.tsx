import { useState } from 'react';

import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../../lib/announce.ts';
import { useStore } from '../../../lib/create-store.ts';
import { usePrefersFlats } from '../../../state/key-spelling.ts';
import { common, strings } from '../../../strings/tool-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { FieldHint } from '../../../ui/field-hint.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { keyTint } from '../../../ui/key-tint.ts';
import { Modal } from '../../../ui/modal.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { showValue } from '../request-diff.ts';
import { NAME_MAX, presets, removePreset, savePreset } from './presets.ts';
import { PROMPT_LIBRARY, type PromptUse } from './prompt-library.ts';
import { useRecent, type LoadRecent } from './use-recent-prompts.ts';

const USES = Object.keys(PROMPT_LIBRARY) as PromptUse[];

interface IdeasProps {
  /** The form as it is: what a preset would keep. */
  request: SoundRequest;
  loadRecent: LoadRecent;
  onPick: (request: SoundRequest) => void;
  onClose: () => void;
}

/** Prompts by use, prompts of late, and presets. Picking one fills the form. */
export function IdeasDialog({ request, loadRecent, onPick, onClose }: IdeasProps) {
  return (
    <Modal heading={strings.ideas.heading} closeName={common.close} onClose={onClose}>
      <Tabs
        name={strings.ideas.heading}
        tabs={[
          { id: 'library', label: strings.ideas.library, panel: <Library onPick={onPick} /> },
          {
            id: 'recent',
            label: strings.ideas.recent,
            panel: <Recent loadRecent={loadRecent} onPick={onPick} />,
          },
          {
            id: 'presets',
            label: strings.ideas.presets,
            panel: <Presets request={request} onPick={onPick} />,
          },
        ]}
      />
    </Modal>
  );
}

type Pick = IdeasProps['onPick'];

function Library({ onPick }: { onPick: Pick }) {
  return USES.map((use) => (
    <section key={use} aria-labelledby={`use-${use}`} className="mb-4">
      <h3 id={`use-${use}`} className="mb-2 font-semibold">
        {strings.ideas.uses[use]}
      </h3>
      <RequestList requests={PROMPT_LIBRARY[use]} onPick={onPick} />
    </section>
  ));
}

function Recent({ loadRecent, onPick }: { loadRecent: LoadRecent; onPick: Pick }) {
  const recent = useRecent(loadRecent);
  if (recent === 'failed') return <p role="alert">{strings.ideas.recentFailed}</p>;
  if (recent === null) return null;
  return recent.length === 0 ? (
    <p className="text-muted">{strings.ideas.noRecent}</p>
  ) : (
    <RequestList requests={recent} onPick={onPick} />
  );
}

function RequestList({ requests, onPick }: { requests: readonly SoundRequest[]; onPick: Pick }) {
  return (
    <ul className="bare-list card-grid">
      {requests.map((request) => (
        <li key={JSON.stringify(request)} {...keyTint(request.soundKey)}>
          <RequestButton request={request} onPick={onPick} />
        </li>
      ))}
    </ul>
  );
}

function RequestButton({ request, onPick, name }: { request: SoundRequest; onPick: Pick; name?: string }) {
  usePrefersFlats();
  const set = [
    request.soundKey === 'Any' ? '' : showValue('soundKey', request.soundKey),
    request.soundTempo === null ? '' : common.inBpm(request.soundTempo),
    request.soundLoop ? strings.fields.soundLoop : '',
    request.grabLyrics ? strings.fields.grabLyrics : '',
  ].filter(Boolean);
  return (
    <button type="button" className="card-button" onClick={() => onPick(request)}>
      {name === undefined ? null : <span className="font-semibold">{name}</span>}
      <span dir="auto" className="line-clamp-2">
        {request.prompt}
      </span>
      <span className="text-sm text-muted">{set.join(' · ')}</span>
    </button>
  );
}

function Presets({ request, onPick }: { request: SoundRequest; onPick: Pick }) {
  const saved = useStore(presets);
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const save = () => {
    const trimmed = name.trim();
    if (trimmed === '') return setError(strings.ideas.needsName);
    const isKept = savePreset({ name: trimmed, request });
    setName('');
    announce(strings.ideas.saved(trimmed));
    setError(isKept ? undefined : strings.ideas.notStored);
  };
  const remove = (preset: string) => {
    removePreset(preset);
    announce(strings.ideas.removed(preset));
  };
  return (
    <>
      <form
        noValidate
        className="mb-2"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label htmlFor="preset-name" className="mb-1 block font-semibold">
          {strings.ideas.saveName}
        </label>
        <div className="flex gap-2">
          <input
            id="preset-name"
            className="field h-11 w-full min-w-0 px-3"
            autoComplete="off"
            maxLength={NAME_MAX}
            value={name}
            aria-invalid={error !== undefined}
            aria-describedby="preset-hint"
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" look="primary" className="min-h-11 shrink-0">
            {strings.ideas.save}
          </Button>
        </div>
        <FieldHint id="preset-hint" error={error} />
      </form>
      {saved.length === 0 && <p className="text-muted">{strings.ideas.noPresets}</p>}
      <ul className="bare-list card-grid">
        {saved.map((preset) => (
          <li key={preset.name} className="preset" {...keyTint(preset.request.soundKey)}>
            <RequestButton request={preset.request} name={preset.name} onPick={onPick} />
            <Button
              look="icon"
              className="size-10"
              aria-label={strings.ideas.remove(preset.name)}
              onClick={() => remove(preset.name)}
            >
              <Icon name="trash" />
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
