export interface Command {
  id: string;
  title: string;
  /** Beside the title: what is set now. */
  aside?: string;
  /** Its shortcut. */
  keys?: readonly string[];
  /** Further words it is found by. */
  keywords?: string;
  /** Found only once something was typed: one of many of its kind. */
  onlyFound?: true;
  run: () => void;
}

/** What the palette offers. Any feature adds its own; asked anew each time the palette opens. */
type Source = () => Command[] | Promise<Command[]>;
let sources: readonly Source[] = [];

export function offerCommands(source: Source, { areFirst = false }: { areFirst?: boolean } = {}): () => void {
  sources = areFirst ? [source, ...sources] : [...sources, source];
  return () => {
    sources = sources.filter((other) => other !== source);
  };
}

export const allCommands = async (): Promise<Command[]> =>
  (await Promise.all(sources.map(async (source) => source()))).flat();

const plain = (text: string) => text.toLowerCase().replaceAll('♭', 'b').replaceAll('♯', '#');

/** Those whose title and words hold every word typed; a title that begins with it comes first. */
export function findCommands(commands: readonly Command[], typed: string): Command[] {
  const text = plain(typed.trim());
  if (text === '') return commands.filter(({ onlyFound }) => !onlyFound);
  const words = text.split(/\s+/);
  const rank = ({ title }: Command) => {
    const name = plain(title);
    return name.startsWith(text) ? 0 : name.includes(text) ? 1 : 2;
  };
  return commands
    .filter(({ title, keywords = '', aside = '' }) => {
      const all = plain(`${title} ${keywords} ${aside}`);
      return words.every((word) => all.includes(word));
    })
    .sort((a, b) => rank(a) - rank(b) || Number(a.onlyFound ?? false) - Number(b.onlyFound ?? false));
}
