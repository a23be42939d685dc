import type { Command } from './command-list.ts';

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
