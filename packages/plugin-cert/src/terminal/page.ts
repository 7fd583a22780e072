import type { Paint } from './paint.ts';
import { columnsOf, padTo, printable, wrap } from './text.ts';

/** Where a block's own text starts: behind the longest status word, or, where there is little room, below it. */
const wideIndent = 15;
const narrowIndent = 2;
/** From this width on there is room beside the status word. */
const wideFrom = 64;
/** Width of the words that say what a line is ("why", "do", "used by"). */
const termWidth = 9;

/** The status of a block, always a word with its symbol. */
export interface Status {
  readonly symbol: string;
  readonly word: string;
  readonly paint: (text: string) => string;
}

/** A report in the making: lines that fit the terminal. */
export class Page {
  readonly columns: number;
  readonly paint: Paint;
  readonly #indent: number;
  readonly #lines: string[] = [];

  constructor(columns: number, paint: Paint) {
    // Narrower than this nothing can be laid out; wider than this nobody reads a line to its end.
    this.columns = Math.min(Math.max(columns, 40), 120);
    this.#indent = this.columns < wideFrom ? narrowIndent : wideIndent;
    this.paint = paint;
  }

  /** Text on the left and, where it fits, on the right; else below each other, what follows a first word and a gap below itself. */
  spread(left: string, right: string, paint: (text: string) => string = this.paint.strong): void {
    const [first, second] = [printable(left), printable(right)];
    const gap = this.columns - columnsOf(first) - columnsOf(second);
    if (gap >= 2) this.#lines.push(`${paint(first)}${' '.repeat(gap)}${second}`);
    else {
      const start = /^\S+ {2}/.exec(first)?.[0] ?? '';
      const by = columnsOf(start);
      const lines = wrap(first.slice(start.length), this.columns - by);
      this.#lines.push(...lines.map((line, position) => paint((position === 0 ? start : ' '.repeat(by)) + line)));
      this.#lines.push(...wrap(second, this.columns));
    }
  }

  text(text: string, paint: (text: string) => string = (line) => line): void {
    this.#lines.push(...wrap(text, this.columns).map((line) => paint(line)));
  }

  /** A line that was fitted already. */
  line(text: string, paint: (text: string) => string = (line) => line): void {
    this.#lines.push(paint(printable(text)));
  }

  /** A line that was fitted, made printable and painted already. */
  painted(text: string): void {
    this.#lines.push(text);
  }

  blank(): void {
    this.#lines.push('');
  }

  /** A block's first line: status, what it is about, and on the right a note such as the life bar. */
  head(status: Status, subject: string, note = ''): void {
    const indent = this.#indent;
    const label = `${status.symbol} ${status.word}`;
    const room = this.columns - indent;
    const lines = wrap(subject, room);
    const gap = room - columnsOf(lines[0] as string) - columnsOf(note);
    const beside = note !== '' && lines.length === 1 && gap >= 2;
    const ownLine = columnsOf(label) >= indent;
    if (ownLine) this.#lines.push(status.paint(label));
    lines.forEach((line, position) => {
      const start = position === 0 && !ownLine ? `${status.paint(padTo(label, indent - 1))} ` : ' '.repeat(indent);
      this.#lines.push(start + this.paint.strong(line) + (beside ? ' '.repeat(gap) + note : ''));
    });
    if (note !== '' && !beside) this.body(note);
  }

  /** Text below a block's first line. */
  body(text: string): void {
    this.indented(text, this.#indent);
  }

  /** Text below a block's first line, with a word in front that says what it is. */
  term(term: string, text: string, paint: (text: string) => string = (line) => line): void {
    const lines = wrap(text, this.columns - this.#indent - termWidth);
    lines.forEach((line, position) => {
      const start = position === 0 ? this.paint.dim(padTo(term, termWidth)) : ' '.repeat(termWidth);
      this.#lines.push(' '.repeat(this.#indent) + start + paint(line));
    });
  }

  /** A paragraph that starts further right. */
  indented(text: string, by: number, paint: (text: string) => string = (line) => line): void {
    for (const line of wrap(text, this.columns - by)) this.#lines.push(' '.repeat(by) + paint(line));
  }

  /** Items one after another behind a start of their own; none is broken that fits a line. */
  flow(start: string, items: readonly string[], paint: (start: string) => string = (line) => line): void {
    const by = columnsOf(start);
    const room = this.columns - by;
    const lines: string[] = [];
    for (const item of items.map(printable)) {
      const joined = lines.length === 0 ? item : `${lines.at(-1)} · ${item}`;
      if (lines.length > 0 && columnsOf(joined) <= room) lines[lines.length - 1] = joined;
      else lines.push(...wrap(item, room));
    }
    lines.forEach((line, position) => this.#lines.push((position === 0 ? paint(start) : ' '.repeat(by)) + line));
  }

  /** A paragraph behind a start of its own, whose further lines stand below its first. */
  hanging(start: string, text: string, paint: (start: string) => string = (line) => line): void {
    const by = columnsOf(start);
    // Too far right to leave room for anything: the start gets lines of its own.
    if (by > this.columns - 20) {
      const indent = (/^ */.exec(start) ?? [''])[0].length % (this.columns - 20);
      this.indented(start, indent, paint);
      this.indented(text, indent + 2);
      return;
    }
    wrap(text, this.columns - by).forEach((line, position) => {
      this.#lines.push((position === 0 ? paint(start) : ' '.repeat(by)) + line);
    });
  }

  toString(): string {
    return this.#lines.map((line) => line.trimEnd()).join('\n');
  }
}
