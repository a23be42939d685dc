interface Debounced {
  (): void;
  cancel: () => void;
}

/** Runs once the calls have paused for `ms`. */
export function debounce(run: () => void, ms: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };
  return Object.assign(later, { cancel: () => clearTimeout(timer) });
}
