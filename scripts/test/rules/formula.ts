/**
 * The conditions of validation rules, worked out for one record: the functions that the rules of this app use. Anything else is
 * an error and not a guess. Source: Salesforce Help, Formula Operators and Functions.
 */
export type Value = string | number | boolean | Date | null;

export interface Writing {
  /** As it will be. */
  readonly record: Readonly<Record<string, Value>>;
  /** As it was; undefined: the record is new. */
  readonly before: Readonly<Record<string, Value>> | undefined;
  readonly permissions: ReadonlySet<string>;
  readonly username: string;
  readonly today: Date;
}

const dayMilliseconds = 86_400_000;

/** @throws {Error} for what is not understood. */
export function holds(formula: string, writing: Writing): boolean {
  const reader = new Reader(formula, writing);
  const value = reader.whole();
  if (typeof value !== 'boolean') throw new Error(`A condition is true or false, not ${String(value)}.`);
  return value;
}

class Reader {
  readonly #tokens: string[];
  readonly #writing: Writing;

  constructor(formula: string, writing: Writing) {
    this.#tokens = formula.match(/"[^"]*"|\$?[A-Za-z_][\w.]*|\d+|<>|[()+,=<>]/g) ?? [];
    if (this.#tokens.join('') !== formula.replaceAll(/\s(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ''))
      throw new Error(`Not understood: ${formula}`);
    this.#writing = writing;
  }

  whole(): Value {
    const value = this.#comparison();
    if (this.#tokens.length > 0) throw new Error(`More than a condition: ${this.#tokens.join(' ')}`);
    return value;
  }

  #comparison(): Value {
    const left = this.#sum();
    const sign = this.#tokens[0] ?? '';
    if (!['=', '<>', '<', '>'].includes(sign)) return left;
    this.#tokens.shift();
    const right = this.#sum();
    if (sign === '=' || sign === '<>') return (plain(left) === plain(right)) === (sign === '=');
    // A comparison with what is not there is not true.
    if (left === null || right === null) return false;
    return sign === '<' ? plain(left) < plain(right) : plain(left) > plain(right);
  }

  #sum(): Value {
    let value = this.#term();
    while (this.#tokens[0] === '+') {
      this.#tokens.shift();
      const days = this.#term();
      if (!(value instanceof Date) || typeof days !== 'number') throw new Error('Days are added to a date only.');
      value = new Date(value.getTime() + days * dayMilliseconds);
    }
    return value;
  }

  #term(): Value {
    const token = this.#tokens.shift() ?? '';
    if (token.startsWith('"')) return token.slice(1, -1);
    if (/^\d/.test(token)) return Number(token);
    if (this.#tokens[0] === '(') return this.#called(token);
    if (token.startsWith('$Permission.')) return this.#writing.permissions.has(token.slice('$Permission.'.length));
    if (token === '$User.Username') return this.#writing.username;
    return this.#field(token, this.#writing.record);
  }

  #called(name: string): Value {
    this.#tokens.shift();
    if (name === 'ISCHANGED' || name === 'ISBLANK' || name === 'ISPICKVAL') return this.#aboutField(name);
    const given: Value[] = [];
    while (this.#tokens[0] !== ')') {
      given.push(this.#comparison());
      if (this.#tokens[0] === ',') this.#tokens.shift();
      else if (this.#tokens[0] !== ')') throw new Error(`Not understood after ${name}(`);
    }
    this.#tokens.shift();
    switch (name) {
      case 'AND':
        return given.every((value) => value === true);
      case 'OR':
        return given.some((value) => value === true);
      case 'NOT':
        return given[0] !== true;
      case 'ISNEW':
        return this.#writing.before === undefined;
      case 'TODAY':
        return this.#writing.today;
      default:
        throw new Error(`The function ${name} is not known here.`);
    }
  }

  #aboutField(name: string): boolean {
    const { record, before } = this.#writing;
    const field = this.#tokens.shift() ?? '';
    const value = this.#field(field, record);
    const wanted = name === 'ISPICKVAL' ? [this.#tokens.shift(), this.#term()][1] : null;
    if (this.#tokens.shift() !== ')') throw new Error(`${name} takes a field.`);
    if (name === 'ISPICKVAL') return value === wanted;
    if (name === 'ISBLANK') return value === null || value === '';
    // A record that is new has changed in nothing.
    return before !== undefined && plain(value) !== plain(this.#field(field, before));
  }

  #field(name: string, record: Readonly<Record<string, Value>>): Value {
    if (!/^\w+__c$/.test(name)) throw new Error(`${name} is no field of this app.`);
    return record[name] ?? null;
  }
}

/** An empty text and none are the same. */
function plain(value: Value): string | number {
  return value instanceof Date
    ? value.getTime()
    : value === null
      ? ''
      : typeof value === 'boolean'
        ? String(value)
        : value;
}
