import { use, type ComponentProps } from 'react';

import { DescribedBy } from './described-by.ts';

const base =
  'inline-flex items-center justify-center gap-2 rounded-control text-sm fade-colors select-none aria-disabled:opacity-60';

const looks = {
  /** The one next step of what it stands in: filled is what is chosen. */
  primary: `${base} min-h-(--ctl) border border-ink bg-card px-3 font-semibold hover:bg-well`,
  /** One of several. */
  plain: `${base} min-h-(--ctl) border border-edge px-3 hover:border-muted hover:bg-well`,
  /** Words without a border. */
  quiet: `${base} min-h-(--ctl) px-2 text-muted hover:bg-well hover:text-ink`,
  /** A picture only; its name is said by `aria-label`. */
  icon: `${base} size-(--ctl) shrink-0 text-muted hover:bg-well hover:text-ink`,
} as const;

type ButtonLook = keyof typeof looks;

export const buttonClass = (look: ButtonLook, className = ''): string => `${looks[look]} ${className}`;

export function Button({
  look = 'plain',
  className,
  ...button
}: ComponentProps<'button'> & { look?: ButtonLook }) {
  return (
    <button
      type="button"
      aria-describedby={use(DescribedBy)}
      {...button}
      className={buttonClass(look, className)}
    />
  );
}
