/** One part of a file that is an object: a member, or one element of a member that is a list. Not parsed yet. */
export interface JsonPart {
  name: string;
  /** Place in the list; null for a member that is no list. */
  index: number | null;
  text: string;
}

/** The text is not one JSON object, or not all of it. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

/** Deeper than anything of ours; JSON.parse recurses. */
const DEPTH_MAX = 64;

const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const OPEN = new Set(['{'.charCodeAt(0), '['.charCodeAt(0)]);
const LIST = '['.charCodeAt(0);
const LIST_END = ']'.charCodeAt(0);
const OBJECT = '{'.charCodeAt(0);
const OBJECT_END = '}'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const COLON = ':'.charCodeAt(0);

/** Divides a JSON object of any size into parts that are small enough to be parsed one by one. */
export class JsonSplitter {
  readonly #partMax: number;
  #text = '';
  #depth = 0;
  #isString = false;
  #isEscaped = false;
  #isDone = false;
  #name: string | null = null;
  /** Place in the list under way; null outside of one. */
  #index: number | null = null;
  /** The list of this member has ended. */
  #isListed = false;
  #parts: JsonPart[] = [];

  /** @param partMax the longest part, in characters */
  constructor(partMax: number) {
    this.#partMax = partMax;
  }

  /** @returns the parts that end in this piece of text. @throws NotJson */
  push(piece: string): JsonPart[] {
    this.#parts = [];
    /** Where the text begins that belongs to the part under way. */
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const sign = piece.charCodeAt(i);
      if (this.#isString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (sign === BACKSLASH) this.#isEscaped = true;
        else if (sign === QUOTE) this.#isString = false;
      } else if (sign === QUOTE) this.#isString = true;
      else if (this.#divides(sign)) {
        this.#text += piece.slice(from, i);
        this.#divide(sign);
        from = i + 1;
      }
    }
    this.#text += piece.slice(from);
    if (this.#text.length > this.#partMax) throw new NotJson('One part of it is too long.');
    return this.#parts;
  }

  /** @throws NotJson when the object has not ended */
  end(): void {
    if (!this.#isDone || this.#text.trim() !== '') throw new NotJson('It ends too early.');
  }

  /** Whether a sign outside of strings may end or begin a part. Counts how deep it stands. */
  #divides(sign: number): boolean {
    if (OPEN.has(sign)) {
      this.#depth += 1;
      if (this.#depth > DEPTH_MAX) throw new NotJson('It is nested too deeply.');
      return this.#depth === 1 || (this.#depth === 2 && sign === LIST && this.#index === null);
    }
    if (sign === LIST_END || sign === OBJECT_END) {
      this.#depth -= 1;
      return this.#depth === 0 || (this.#depth === 1 && this.#index !== null) || this.#depth < 0;
    }
    if (sign === COMMA) return this.#depth === (this.#index === null ? 1 : 2);
    return sign === COLON && this.#depth === 1;
  }

  #divide(sign: number): void {
    switch (sign) {
      case OBJECT:
        if (this.#isDone || this.#text.replace(/^\uFEFF/, '').trim() !== '') throw new NotJson('No object.');
        break;
      case LIST:
        if (this.#depth !== 2 || this.#name === null || this.#text.trim() !== '')
          throw new NotJson('No object.');
        this.#index = 0;
        break;
      case COLON:
        this.#name = memberName(this.#text);
        this.#isListed = false;
        break;
      case COMMA:
        this.#endPart();
        if (this.#index === null) this.#name = null;
        else this.#index += 1;
        break;
      case LIST_END:
        if (this.#index === null) throw new NotJson('A list ends that did not begin.');
        if (this.#index > 0 || this.#text.trim() !== '') this.#endPart();
        this.#index = null;
        this.#isListed = true;
        break;
      default:
        if (this.#depth !== 0) throw new NotJson('An object ends that did not begin.');
        if (this.#name !== null || this.#text.trim() !== '') this.#endPart();
        this.#isDone = true;
    }
    this.#text = '';
  }

  #endPart(): void {
    if (this.#isListed && this.#index === null && this.#text.trim() === '') return;
    if (this.#name === null || (this.#isListed && this.#index === null))
      throw new NotJson('A name is missing.');
    this.#parts.push({ name: this.#name, index: this.#index, text: this.#text });
  }
}

function memberName(text: string): string {
  try {
    const name: unknown = JSON.parse(text);
    if (typeof name === 'string') return name;
  } catch {
    // Said below.
  }
  throw new NotJson('A name is missing.');
}
