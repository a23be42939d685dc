import '../styles/dialogs.css';
const PUNCTUATION = /^[,.;:]/;

interface DiffRow {
  name: string;
  from?: string;
  to?: string;
  parts?: readonly { text: string; is: 'same' | 'added' | 'removed' }[];
}

/** What becomes what; colour and strike are only beside the words a screen reader hears. */
export function DiffList({
  label,
  rows,
  words,
}: {
  label: string;
  rows: readonly DiffRow[];
  words: Record<'from' | 'to' | 'added' | 'removed', string>;
}) {
  return (
    <ul aria-label={label} className="bare-list diff">
      {rows.map(({ name, from, to, parts }) => (
        <li key={name}>
          <span className="text-muted">{name}</span>{' '}
          {parts ? (
            <span>
              {parts.map(({ text, is }, index) => (
                <PromptPart
                  key={`${index} ${text}`}
                  text={text}
                  is={is}
                  words={words}
                  isFirst={index === 0 || PUNCTUATION.test(text)}
                />
              ))}
            </span>
          ) : (
            <span>
              <span className="sr-only">{words.from} </span>
              <del>{from}</del> <span aria-hidden="true">→</span>
              <span className="sr-only">{words.to} </span> <ins>{to}</ins>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function PromptPart({
  text,
  is,
  words,
  isFirst,
}: {
  text: string;
  is: 'same' | 'added' | 'removed';
  words: Record<'added' | 'removed', string>;
  /** Nothing parts it from what stands before. */
  isFirst: boolean;
}) {
  const gap = isFirst ? '' : ' ';
  if (is === 'same') return <span>{gap + shorten(text)}</span>;
  const Changed = is === 'added' ? 'ins' : 'del';
  return (
    <>
      {gap}
      <Changed>
        <span className="sr-only">{words[is]}: </span>
        {text}
      </Changed>
    </>
  );
}

/** What stays only says where: its first and last words. */
function shorten(text: string): string {
  const words = text.split(' ');
  return words.length <= 6 ? text : `${words.slice(0, 2).join(' ')} … ${words.slice(-2).join(' ')}`;
}
