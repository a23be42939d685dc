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
