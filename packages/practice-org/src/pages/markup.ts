import { escapeXml } from '../soap/xml.ts';

/** Markup that is safe to put into a page. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | readonly (Markup | string)[];

/** Builds markup; whatever is put in, unless it is markup itself, is escaped. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: String.raw({ raw: strings }, ...parts.map(written)) };
}

function written(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escapeXml(String(part));
  if ('markup' in part) return part.markup;
  return part.map(written).join('\n');
}
