/** Strokes on a 16 × 16 grid, drawn in the colour of the text around them. */
const paths = {
  play: 'M5 3.2v9.6L12.6 8z',
  pause: 'M5.2 3.5v9M10.8 3.5v9',
  download: 'M8 2.5v7.2M4.8 6.9 8 10.1l3.2-3.2M3 13.2h10',
  copy: 'M5.5 5.5h7.3v7.8H5.5zM10.5 5.3V2.7H3.2v7.8h2.1',
  check: 'M3 8.6l3.2 3.2L13 4.6',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.6v2.6h-2.6',
  edit: 'M3 13l.6-2.7 7.2-7.2 2.1 2.1-7.2 7.2zM9.5 4.5l2 2',
  trash: 'M3 4.4h10M6.3 4.2V2.7h3.4v1.5M4.4 4.6l.6 8.7h6l.6-8.7M6.8 7v4M9.2 7v4',
  clock: 'M8 2.3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 8 2.3zM8 5v3.2l2.1 1.3',
  send: 'M8 13V3.4M4.2 7 8 3.2 11.8 7',
  wave: 'M2.5 8h0M5.2 5.2v5.6M8 3v10M10.8 5.6v4.8M13.5 8h0',
  alert: 'M8 2.4 14 13H2zM8 6.4v3M8 11.3v.1',
  question: 'M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M8 11.8v.1',
  stop: 'M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6',
  close: 'M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6',
  search: 'M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4zM10.2 10.2l3.3 3.3',
  link: 'M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2-2a2.4 2.4 0 0 0-3.4-3.4l-.7.7M9.2 6.8a2.4 2.4 0 0 0-3.4 0l-2 2a2.4 2.4 0 0 0 3.4 3.4l.7-.7',
  grid: 'M2.8 2.8h4v4h-4zM9.2 2.8h4v4h-4zM2.8 9.2h4v4h-4zM9.2 9.2h4v4h-4z',
  star: 'M8 2.3l1.7 3.6 4 .5-2.9 2.7.7 3.9L8 11.1 4.5 13l.7-3.9-2.9-2.7 4-.5z',
  tag: 'M2.7 2.7h5l5.8 5.8-5 5-5.8-5.8zM5.5 5.5v0',
  more: 'M3.2 8h0M8 8h0M12.8 8h0',
  lines: 'M2.8 4h10.4M2.8 8h10.4M2.8 12h6',
  key: 'M6 7.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2zM7.9 8.1 13 3M10.6 5.4l1.8 1.8',
} as const;

export type IconName = keyof typeof paths;

/** Decorative: the control or the word beside it carries the name. */
export function Icon({
  name,
  className = '',
  isFilled = name === 'play',
}: {
  name: IconName;
  className?: string;
  isFilled?: boolean;
}) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`size-4 shrink-0 ${className}`}
      fill={isFilled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
