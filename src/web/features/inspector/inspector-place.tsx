import { useEffect, useState } from 'react';

import { useStore } from '../../lib/create-store.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { loadInspector } from './load-inspector.ts';
import { openFiles } from './open-files.ts';
import { inspectorOpening } from './open-inspector.ts';

const InspectorDialog = lazyComponent<'InspectorDialog', object>(
  loadInspector,
  'InspectorDialog',
  'fixed inset-x-4 bottom-24 z-20 mx-auto w-fit rounded-card bg-card p-4 shadow-float',
);

/** The inspector, from the first time it is opened. Audio dropped anywhere on the page opens it too. */
export function InspectorPlace() {
  const isOpen = useStore(inspectorOpening, (opening) => opening !== null);
  // A closed inspector keeps what it holds.
  const [isWanted, setIsWanted] = useState(false);
  if (isOpen && !isWanted) setIsWanted(true);
  useEffect(() => onFilesDropped((files) => void openFiles(files)), []);
  return isWanted ? <InspectorDialog /> : null;
}

/** Text dragged into the prompt is left alone. */
function onFilesDropped(take: (files: readonly File[]) => void): () => void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  const ending = new AbortController();
  const { signal } = ending;
  const over = (event: DragEvent) => {
    if (hasFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    over(event);
    const files = hasFiles(event) ? [...(event.dataTransfer?.files ?? [])] : [];
    if (files.length > 0) take(files);
  };
  document.addEventListener('dragover', over, { signal });
  document.addEventListener('drop', drop, { signal });
  return () => ending.abort();
}
