/** JSON as it stands in a text: numbers keep their digits, objects the order of their names. */
export type JsonNode =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, JsonNode> };

/** Where a text is no JSON, in the words of the platform's parser (unverified: all but the place). */
export class JsonError extends Error {}

/** @throws {JsonError} */
export function readJson(text: string): JsonNode {
  return new Reader(text).whole();
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Reader {
  readonly #text: string;
  #place = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): JsonNode {
    this.#space();
    if (this.#place === this.#text.length) throw new JsonError('No content to map to Object due to end of input');
    const node = this.#value();
    this.#space();
    if (this.#place < this.#text.length) this.#unexpected('expected end of input');
    return node;
  }

  #value(): JsonNode {
    this.#space();
    const letter = this.#text[this.#place];
    if (letter === '{') return this.#object();
    if (letter === '[') return this.#list();
    if (letter === '"') return { kind: 'string', value: this.#string() };
    for (const [word, node] of WORDS) if (this.#text.startsWith(word, this.#place)) return this.#word(word, node);
    const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    number.lastIndex = this.#place;
    const digits = number.exec(this.#text);
    if (!digits)
      return this.#unexpected("expected a valid value (number, String, array, object, 'true', 'false' or 'null')");
    this.#place += digits[0].length;
    return { kind: 'number', text: digits[0] };
  }

  #word(word: string, node: JsonNode): JsonNode {
    this.#place += word.length;
    return node;
  }

  #object(): JsonNode {
    const fields = new Map<string, JsonNode>();
    this.#place++;
    this.#space();
    if (this.#taken('}')) return { kind: 'object', fields };
    do {
      this.#space();
      if (this.#text[this.#place] !== '"') this.#unexpected('was expecting double-quote to start field name');
      const name = this.#string();
      this.#space();
      if (!this.#taken(':')) this.#unexpected('was expecting a colon to separate field name and value');
      fields.set(name, this.#value());
      this.#space();
    } while (this.#taken(','));
    if (!this.#taken('}')) this.#unexpected('was expecting comma to separate OBJECT entries');
    return { kind: 'object', fields };
  }

  #list(): JsonNode {
    const items: JsonNode[] = [];
    this.#place++;
    this.#space();
    if (this.#taken(']')) return { kind: 'list', items };
    do {
      items.push(this.#value());
      this.#space();
    } while (this.#taken(','));
    if (!this.#taken(']')) this.#unexpected('was expecting comma to separate ARRAY entries');
    return { kind: 'list', items };
  }

  #string(): string {
    const start = ++this.#place;
    let text = '';
    let from = start;
    for (;;) {
      const letter = this.#text[this.#place];
      if (letter === undefined) this.#unexpected('was expecting closing quote for a string value');
      if (letter === '"') break;
      if (letter < ' ') this.#unexpected('has to be escaped using backslash to be included in string value');
      this.#place++;
      if (letter !== '\\') continue;
      text += this.#text.slice(from, this.#place - 1) + this.#escape();
      from = this.#place;
    }
    text += this.#text.slice(from, this.#place);
    this.#place++;
    return text;
  }

  #escape(): string {
    const letter = this.#text[this.#place] ?? this.#unexpected('in character escape sequence');
    const code = letter === 'u' ? /^[0-9a-fA-F]{4}/.exec(this.#text.slice(this.#place + 1, this.#place + 5)) : null;
    if (code) {
      this.#place += 5;
      return String.fromCharCode(Number.parseInt(code[0], 16));
    }
    if (!(letter in ESCAPES)) this.#unexpected('unrecognized character escape');
    this.#place++;
    return ESCAPES[letter]!;
  }

  #taken(letter: string): boolean {
    if (this.#text[this.#place] !== letter) return false;
    this.#place++;
    return true;
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#place] ?? '')) this.#place++;
  }

  #unexpected(expected: string): never {
    const lines = this.#text.slice(0, this.#place).split('\n');
    const place = `at input location [${lines.length},${lines.at(-1)!.length + 1}]`;
    const letter = this.#text[this.#place];
    if (letter === undefined) throw new JsonError(`Unexpected end-of-input: ${expected} ${place}`);
    throw new JsonError(`Unexpected character ('${letter}' (code ${letter.charCodeAt(0)})): ${expected} ${place}`);
  }
}

const WORDS: readonly [string, JsonNode][] = [
  ['null', { kind: 'null' }],
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
];
