/** The line by a field: what it means, or what is wrong with it. Its height is always there, so nothing jumps. */
export function FieldHint({
  id,
  error,
  children,
}: {
  id: string;
  error?: string | undefined;
  children?: React.ReactNode;
}) {
  return (
    <p id={id} className={error ? 'hint text-danger' : 'hint'}>
      {error ?? children}
    </p>
  );
}
