/** No text field: on a phone its keyboard would come up. */
const FOCUSABLE =
  'article, a[href], button:not(:disabled), [type="checkbox"]:not(:disabled), [type="radio"]:not(:disabled), [tabindex]';

/** What had the focus, and what it stands in, with its neighbours as they were. */
let path: { element: Element; beside: (Element | null)[] }[] = [];

function pathOf(target: EventTarget | null): typeof path {
  const found: typeof path = [];
  for (let at = target instanceof Element ? target : null; at; at = at.parentElement)
    found.push({ element: at, beside: [at.nextElementSibling, at.previousElementSibling] });
  return found;
}

const focusableIn = (place: Element | null | undefined): HTMLElement | null => {
  if (!(place instanceof HTMLElement) || !place.isConnected) return null;
  return place.matches(FOCUSABLE) ? place : place.querySelector<HTMLElement>(FOCUSABLE);
};

/** Where what had the focus has gone from the page: to its like beside it, else to the heading or what is left around it. */
function recover(): void {
  const gone = path.findLastIndex(({ element }) => !element.isConnected);
  const lost = path[gone];
  if (!lost || document.activeElement !== document.body) return;
  const like = lost.beside.find((each) => each?.isConnected && each.tagName === lost.element.tagName);
  const around = path.slice(gone + 1).map(({ element }) => element);
  const headed = around.find((each) => each.querySelector('h2[tabindex]') ?? focusableIn(each));
  const target =
    (lost.element.matches('li, .filter') && focusableIn(like)) ||
    headed?.querySelector<HTMLElement>('h2[tabindex]') ||
    focusableIn(headed);
  target?.focus({ preventScroll: true });
}

/** A press that takes away what was pressed leaves the keyboard in its place, not at the top of the page. */
export function keepFocus(): void {
  const recoverSoon = () => setTimeout(recover);
  path = pathOf(document.activeElement);
  document.addEventListener('focusin', ({ target }) => (path = pathOf(target)));
  document.addEventListener('focusout', recoverSoon);
  document.addEventListener('click', recoverSoon);
  // Some browsers say nothing of an element that went: then before the next key is answered.
  document.addEventListener('keydown', recover, { capture: true });
}
