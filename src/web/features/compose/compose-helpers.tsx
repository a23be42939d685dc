import '../../styles/tools.css';

// Everything around the form that comes with the second stage.
export { CallbackHint } from '../code/callback-hint.tsx';
export { CommandsButton } from '../commands/commands-button.tsx';
export { ComposeDialogs } from './compose-dialogs.tsx';
export { SoundBar } from './key/sound-bar.tsx';
export { PromptBar } from './prompt/prompt-bar.tsx';
export { PromptHint } from './prompt/prompt-hint.tsx';
export { ScenarioPicker } from './scenario-picker.tsx';
