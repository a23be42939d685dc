/** Cache Storage in memory, as far as the page and its worker use it. Entries in the order in which they were put. */
export class FakeCache {
  readonly entries = new Map<string, Response>();
  /** Bytes that one entry may have; more is a full disk. */
  largest = Infinity;
  readonly #fetch: (url: string) => Promise<Response>;

  constructor(fetchIt: (url: string) => Promise<Response>) {
    this.#fetch = fetchIt;
  }

  async match(key: RequestInfo | URL): Promise<Response | undefined> {
    return this.entries.get(urlOf(key))?.clone();
  }

  async put(key: RequestInfo | URL, response: Response): Promise<void> {
    if (response.status !== 200) throw new TypeError('Only whole answers are kept.');
    const size = (await response.clone().arrayBuffer()).byteLength;
    if (size > this.largest) throw new DOMException('full', 'QuotaExceededError');
    this.entries.delete(urlOf(key));
    this.entries.set(urlOf(key), response);
  }

  async add(url: string): Promise<void> {
    await this.addAll([url]);
  }

  async addAll(urls: readonly string[]): Promise<void> {
    const answers = await Promise.all(urls.map((url) => this.#fetch(url)));
    if (answers.some(({ ok }) => !ok)) throw new TypeError('Not all came.');
    for (const [index, answer] of answers.entries()) this.entries.set(urls[index]!, answer);
  }

  async delete(key: RequestInfo | URL): Promise<boolean> {
    return this.entries.delete(urlOf(key));
  }

  async keys(): Promise<Request[]> {
    return [...this.entries.keys()].map((url) => new Request(url));
  }
}

export class FakeCaches {
  readonly named = new Map<string, FakeCache>();
  /** What `addAll` fetches. */
  answer: (url: string) => Promise<Response> = async (url) => new Response(`of ${url}`);

  async open(name: string): Promise<FakeCache> {
    const known = this.named.get(name) ?? new FakeCache((url) => this.answer(url));
    this.named.set(name, known);
    return known;
  }

  async has(name: string): Promise<boolean> {
    return this.named.has(name);
  }

  async keys(): Promise<string[]> {
    return [...this.named.keys()];
  }

  async delete(name: string): Promise<boolean> {
    return this.named.delete(name);
  }
}

const urlOf = (key: RequestInfo | URL): string => (key instanceof Request ? key.url : String(key));
