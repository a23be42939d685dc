/** The looks for forced colours and for more contrast, where they are asked for, also later. */
export function loadContrast(): void {
  const wish = matchMedia('(forced-colors: active), (prefers-contrast: more)');
  const load = () => {
    if (wish.matches) void import('./contrast.css').catch(() => undefined);
  };
  load();
  wish.addEventListener('change', load);
}
