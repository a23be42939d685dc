import { useState, type ComponentProps } from 'react';

import { Button } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';

interface ActionButtonProps extends Omit<ComponentProps<typeof Button>, 'children' | 'name'> {
  icon: IconName;
  isFilled?: boolean | undefined;
  name: string;
}

/** A picture and its name, which is unseen where the bar has no room for it: a mouse over it tells it then. */
export function ActionButton({ icon, isFilled, name, title, ...button }: ActionButtonProps) {
  const [isUnderMouse, setUnderMouse] = useState(false);
  return (
    <Button
      {...button}
      title={isUnderMouse ? [name, title].filter(Boolean).join(' · ') : title}
      data-action={icon}
      onPointerEnter={() => setUnderMouse(true)}
      onPointerLeave={() => setUnderMouse(false)}
    >
      <Icon name={icon} {...(isFilled !== undefined && { isFilled })} />
      <span>{name}</span>
    </Button>
  );
}
