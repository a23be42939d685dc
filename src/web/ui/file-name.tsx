/** The last part of a name and its ending: `_8c5336.wav`. */
const ENDING = /[_-]?[^_-]{0,12}\.\w+\W*$/;

/** May be told in several lines, its ending whole. */
export function FileName({ name }: { name: string }) {
  const at = Math.max(0, name.search(ENDING));
  return (
    <>
      {name.slice(0, at)}
      <span className="whitespace-nowrap">{name.slice(at)}</span>
    </>
  );
}
