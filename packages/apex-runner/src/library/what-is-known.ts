import type { PlatformType } from './declaration.ts';

/**
 * What the runner knows of types, as a list in Markdown: each type with its page and the names of its members, its values or the
 * methods that a class must have. Types that are told alike share a line. The README holds it.
 */
export function whatIsKnown(types: readonly PlatformType[]): string {
  const alike = Map.groupBy(types, (type) => `](${type.page})${contentOf(type)}`);
  return [...alike].map(([rest, same]) => wrapped(`- [${same.map(({ name }) => name).join(', ')}${rest}`)).join('\n');
}

function contentOf({ members, values, interface: methods }: PlatformType): string {
  const names = [...new Set(members.map(({ signature }) => nameOf(signature)))].sort();
  const parts = [
    names.join(', '),
    values === undefined ? '' : values.length > 40 ? `${values.length} values` : values.join(', '),
    methods === undefined ? '' : `an interface${methods.map((method) => ` with ${nameOf(method)}`).join(' and')}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `: ${parts.join('; ').replaceAll('_', '\\_')}`;
}

/** The name in a signature; a constructor is `new`. */
function nameOf(signature: string): string {
  return /(\w+)(?:\(| \{)/.exec(signature)![1]!;
}

/** In lines of at most 130 characters, where a word allows it. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '' || line === '-') lines[lines.length - 1] = `${line} ${word}`.trimStart();
    else if (line.length + word.length < 130) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines.join('\n');
}
