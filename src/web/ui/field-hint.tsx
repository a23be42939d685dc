/** The line under a field: what it means, or what is wrong with it. Its height is always there, so nothing jumps. */
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
    <p id={id} className={`mt-1 min-h-5 text-sm ${error ? 'text-danger' : 'text-muted'}`}>
      {error ?? children}
    </p>
  );
}
