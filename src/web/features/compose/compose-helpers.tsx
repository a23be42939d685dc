import '../../styles/compose-helpers.css';
import { lazyComponent } from '../../ui/lazy-component.tsx';

// Everything around the form that comes with the second stage.
export { ComposeDialogs } from './compose-dialogs.tsx';
export { CostLine } from './generate/cost-line.tsx';
export { KeyPreviewButton } from './key/key-preview-button.tsx';
export { KeySpelling } from './key/key-spelling.tsx';
export { LiveButton } from './generate/live-button.tsx';
export { PromptBar } from './prompt/prompt-bar.tsx';
export { PromptHint } from './prompt/prompt-hint.tsx';
export { VariationPicker } from './generate/variation-picker.tsx';

export const KeyBar = lazyComponent(() => import('./key/key-bar.tsx'), 'KeyBar');
export const CallbackHint = lazyComponent(() => import('../code/callback-hint.tsx'), 'CallbackHint');
export const ScenarioPicker = lazyComponent(() => import('./scenario-picker.tsx'), 'ScenarioPicker');
export const ConnectionChooser = lazyComponent(
  () => import('../connections/connection-chooser.tsx'),
  'ConnectionChooser',
);
