import '../../styles/removed-name.css';
import { removedConnection } from '../../strings/list-strings.ts';

const NAME = '\n';

/** In parts, since a long name gives way and the word does not. */
export function RemovedName({ name }: { name: string }) {
  const [before = '', after = ''] = removedConnection(NAME).split(NAME);
  return (
    <span className="removed" title={removedConnection(name)}>
      <span>
        {before}
        {name}
      </span>
      <span className="whitespace-pre">{after}</span>
    </span>
  );
}
