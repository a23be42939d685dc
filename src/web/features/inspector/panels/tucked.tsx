import { useState, type ReactNode } from 'react';

import { Button } from '../../../ui/button.tsx';

/**
 * Stands in its line where the style sheet finds room, else in a line of its own that a button opens.
 * Mounted either way: what is on in it goes on.
 */
export function Tucked({
  label,
  className,
  children,
}: {
  /** Of the button. */
  label: string;
  className: string;
  children: ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={`i-tuck ${className}`}>
      <Button
        look="quiet"
        className="i-tool"
        data-icon="more"
        aria-label={label}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      />
      <div className="i-tucked" data-open={isOpen || undefined}>
        {children}
      </div>
    </div>
  );
}
