import type { ReactNode } from 'react';

export function Notice({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <span className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-well px-4 py-3 text-sm">
      <span className="max-w-[60ch] flex-1 basis-60">{text}</span>
      {children}
    </span>
  );
}
