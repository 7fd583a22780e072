import { plainText, scanElements } from './element-scan.ts';

/** Tells in which line a value of a metadata file stands: the parser does not. Values are asked for in their order. */
export class ElementLines {
  readonly #text: string;
  readonly #byElement = new Map<string, Map<string, Iterator<number>>>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of the next element with this value; undefined when it is written in a way that is not found. */
  take(element: string, value: string): number | undefined {
    let byValue = this.#byElement.get(element);
    if (!byValue) this.#byElement.set(element, (byValue = this.#linesOf(element)));
    const next = byValue.get(value)?.next();
    return next?.done === false ? next.value : undefined;
  }

  #linesOf(element: string): Map<string, Iterator<number>> {
    const byValue = Map.groupBy(scanElements(this.#text, element), ({ inner }) => plainText(inner));
    return new Map([...byValue].map(([value, found]) => [value, found.map(({ line }) => line).values()]));
  }
}
