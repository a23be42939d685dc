import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** Of one argument: what a caller passes, in English and in every other language. */
export type Kind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'list'
  | 'and-list'
  | 'or-list'
  | 'duration'
  | `${'text' | 'number'}?`;

/** Arguments of a message in the order of the function's parameters. */
export type Signature = Readonly<Record<string, Kind>>;

const TYPES: Readonly<Record<Kind, string>> = {
  text: 'string | number',
  'text?': 'string | number | null | undefined',
  number: 'number',
  'number?': 'number | null | undefined',
  boolean: 'boolean',
  list: 'readonly string[]',
  'and-list': 'readonly string[]',
  'or-list': 'readonly string[]',
  duration: 'number',
};

/** Functions of web/strings that write an argument in the page's language, by how the message asks for it. */
const WRITERS: Readonly<Record<string, string>> = {
  list: 'unitList',
  'and-list': 'andList',
  'or-list': 'orList',
  duration: 'sayDuration',
};
const NUMBER_STYLES: Readonly<Record<string, string>> = {
  '': 'n',
  percent: 'percent',
  integer: 'integer',
  'sign-except-zero': 'signed',
  '.0': 'tenths',
};

export interface Compiled {
  /** An expression: a string, or an arrow function of the arguments. */
  code: string;
  /** Functions that the expression calls. */
  uses: ReadonlySet<string>;
}

export const parseMessage = (text: string): MessageFormatElement[] =>
  parse(text, { ignoreTag: true, requiresOtherClause: true });

/** The arguments in the order in which the message first names them, each with what its use says of it. */
export function argumentsOf(elements: readonly MessageFormatElement[]): Map<string, Kind> {
  const found = new Map<string, Kind>();
  const add = (name: string, kind: Kind) => {
    const known = found.get(name);
    if (known === undefined || known === 'text') found.set(name, kind);
    else if (kind === 'number' && known === 'text?') found.set(name, 'number?');
  };
  for (const element of elements) {
    if (element.type === TYPE.argument) add(element.value, 'text');
    else if (element.type === TYPE.number) add(element.value, 'number');
    else if (element.type === TYPE.select || element.type === TYPE.plural) {
      const keys = Object.keys(element.options);
      const kind = keys.includes('true') ? 'boolean' : keys.includes('null') ? 'text?' : 'text';
      add(element.value, element.type === TYPE.plural ? 'number' : kind);
      for (const { value } of Object.values(element.options))
        for (const [name, inner] of argumentsOf(value)) add(name, inner);
    }
  }
  return found;
}

/** `one` is one, `one` is below two, or only the browser can tell. */
function testOfOne(locale: string): ((name: string) => string) | null {
  const rules = new Intl.PluralRules(locale);
  const counts = Array.from({ length: 1000 }, (_, count) => count);
  const isOne = (count: number) => rules.select(count) === 'one';
  if (counts.every((count) => isOne(count) === (count === 1))) return (name) => `${name} === 1`;
  if (counts.every((count) => isOne(count) === count < 2)) return (name) => `${name} < 2`;
  return null;
}

const quote = (text: string): string => JSON.stringify(text).replaceAll(/[\u2028\u2029]/g, '');
const inTemplate = (text: string): string => text.replaceAll(/[`\\]|\$(?=\{)/g, String.raw`\$&`);

class Compiler {
  readonly uses = new Set<string>();
  readonly #locale: string;
  readonly #signature: Signature;

  constructor(locale: string, signature: Signature) {
    this.#locale = locale;
    this.#signature = signature;
  }

  /** @param counted argument that `#` stands for */
  text(elements: readonly MessageFormatElement[], counted: string | null): string {
    if (elements.every((element) => element.type === TYPE.literal))
      return quote(elements.map(({ value }) => value).join(''));
    const [only] = elements;
    if (elements.length === 1 && only && only.type !== TYPE.argument) return this.#value(only, counted);
    const parts = elements.map((element) =>
      element.type === TYPE.literal ? inTemplate(element.value) : `\${${this.#value(element, counted)}}`,
    );
    return `\`${parts.join('')}\``;
  }

  #call(writer: string, argument: string): string {
    this.uses.add(writer);
    return `${writer}(${argument})`;
  }

  #value(element: MessageFormatElement, counted: string | null): string {
    switch (element.type) {
      case TYPE.argument: {
        const writer = WRITERS[this.#signature[element.value] ?? ''];
        return writer === undefined ? element.value : this.#call(writer, element.value);
      }
      case TYPE.number: {
        const style = element.style ?? '';
        const name = typeof style === 'string' ? style : style.tokens.map(({ stem }) => stem).join(' ');
        const writer = NUMBER_STYLES[name];
        if (writer === undefined) throw new Error(`no number style ${name}`);
        return this.#call(writer, element.value);
      }
      case TYPE.pound:
        return this.#call('n', counted ?? '0');
      case TYPE.select:
        return this.#select(element, counted);
      case TYPE.plural:
        return this.#plural(element);
      default:
        throw new Error('dates, times and tags are not taken: pass what is written');
    }
  }

  #select(element: Extract<MessageFormatElement, { type: TYPE.select }>, counted: string | null): string {
    const { other, ...named } = element.options;
    const rest = this.text(other?.value ?? [], counted);
    const test: Record<string, string> = {
      true: element.value,
      false: `!${element.value}`,
      null: `${element.value} == null`,
    };
    return Object.entries(named).reduceRight(
      (otherwise, [key, { value }]) =>
        `(${test[key] ?? `${element.value} === ${quote(key)}`} ? ${this.text(value, counted)} : ${otherwise})`,
      rest,
    );
  }

  #plural(element: Extract<MessageFormatElement, { type: TYPE.plural }>): string {
    if (element.offset !== 0) throw new Error('offset is not taken');
    const { value: name, pluralType, options } = element;
    const textOf = (key: string) => this.text(options[key]?.value ?? [], name);
    const exact = Object.keys(options).filter((key) => key.startsWith('='));
    const forms = Object.keys(options).filter((key) => !key.startsWith('=') && key !== 'other');
    const isOne = pluralType === 'cardinal' && forms.join(',') === 'one' ? testOfOne(this.#locale) : null;
    let result = textOf('other');
    if (pluralType === 'ordinal' && forms.length > 0) throw new Error('ordinals are not taken');
    if (isOne) result = `(${isOne(name)} ? ${textOf('one')} : ${result})`;
    else if (forms.length > 0) {
      const table = [...forms, 'other'].map((key) => `${key}: ${textOf(key)}`);
      this.uses.add('form');
      result = `form(${name}, { ${table.join(', ')} })`;
    }
    return exact.reduceRight(
      (otherwise, key) => `(${name} === ${key.slice(1)} ? ${textOf(key)} : ${otherwise})`,
      result,
    );
  }
}

/** @param signature of the English message: a translation may use fewer arguments, in any order */
export function compileMessage(text: string, signature: Signature, locale: string): Compiled {
  const elements = parseMessage(text);
  for (const [name] of argumentsOf(elements))
    if (!(name in signature)) throw new Error(`no argument ${name}`);
  const compiler = new Compiler(locale, signature);
  const body = compiler.text(elements, null);
  const parameters = Object.entries(signature).map(([name, kind]) => `${name}: ${TYPES[kind]}`);
  const code = parameters.length === 0 ? body : `(${parameters.join(', ')}): string => ${body}`;
  return { code, uses: compiler.uses };
}
