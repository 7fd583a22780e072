import type { TypeName } from '../syntax/tree.ts';

/** Reads a type that stands alone as text: `Map<String, Outer.Inner>`, `Integer[]`. */
export function parseTypeText(text: string): TypeName {
  const tokens = text.match(/[A-Za-z_]\w*|[<>,.]|\[\s*\]/g) ?? [];
  let at = 0;
  const one = (): TypeName => {
    const parts: { name: string; arguments: TypeName[] }[] = [];
    do {
      if (tokens[at] === '.') at++;
      const name = tokens[at++] ?? '';
      const list: TypeName[] = [];
      if (tokens[at] === '<') {
        do {
          at++;
          list.push(one());
        } while (tokens[at] === ',');
        at++;
      }
      parts.push({ name, arguments: list });
    } while (tokens[at] === '.');
    let dimensions = 0;
    while (tokens[at]?.startsWith('[')) {
      dimensions++;
      at++;
    }
    return { line: 0, column: 0, parts, dimensions };
  };
  return one();
}
