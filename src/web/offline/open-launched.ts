import { openFiles } from '../features/inspector/open-files.ts';
import { openEmptyInspector } from '../features/inspector/open-inspector.ts';
import { showToast } from '../lib/toasts.ts';
import { readParams, writeParams } from '../lib/url-state.ts';
import { openDialog } from '../state/dialogs.ts';
import * as words from '../strings/notice-strings.ts';
import { takeSharedFiles } from './shared-file.ts';

/** What the system opens the page with: files, a file that another app shared, a shortcut of the icon's menu. */
export async function openLaunched(handles: readonly FileSystemFileHandle[]): Promise<void> {
  const params = readParams();
  // A link to one task has an `inspect` too, which is that task's.
  const isTaskLink = params.has('task');
  writeParams({ shared: null, batch: null, ...(!isTaskLink && { inspect: null }) });
  const read = await Promise.allSettled(handles.map((handle) => handle.getFile()));
  const files = read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (files.length < handles.length) showToast(words.fileMissing);
  const shared = params.has('shared') && 'caches' in globalThis ? await takeSharedFiles() : [];
  const all = [...files, ...shared];
  if (all.length > 0) await openFiles(all);
  else if (params.has('shared')) showToast(words.sharedMissing);
  else if (params.has('inspect') && !isTaskLink) openEmptyInspector();
  else if (params.has('batch')) openDialog('batch');
}
