import '../styles/dialogs.css';

/** Code to read, select and copy: a text field of its own, so that it takes focus and scrolls by keyboard. */
export function CodeText({ label, text }: { label: string; text: string }) {
  return (
    <textarea
      className="code"
      dir="ltr"
      readOnly
      wrap="off"
      spellCheck={false}
      aria-label={label}
      rows={text.split('\n').length}
      value={text}
    />
  );
}
