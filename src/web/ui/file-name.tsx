/** May be told in several lines, its ending whole. */
export function FileName({ name }: { name: string }) {
  const dot = name.lastIndexOf('.');
  return (
    <>
      {name.slice(0, dot)}
      <span className="whitespace-nowrap">{name.slice(dot)}</span>
    </>
  );
}
