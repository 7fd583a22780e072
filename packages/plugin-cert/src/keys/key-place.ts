import type { ExposedKey } from '@cert-health/core';
import { fileNameParts } from '../metadata/file-name-parts.ts';

/** What the place of a key is called, beside its path. */
export type KeyPlace = Pick<ExposedKey, 'name' | 'field'>;

/** Suffixes of code, with the type that the Metadata API knows it by. */
const code: Readonly<Record<string, string>> = { cls: 'ApexClass', trigger: 'ApexTrigger' };

/**
 * Names the component that a key stands in: code by its class, a record by its type and name with the field, a label by its
 * name, other metadata by its type and the element. A file that is none of these goes by its path.
 *
 * @param text Of the file; empty where it is none.
 * @param offset Where the key begins in it.
 */
export function keyPlace(path: string, text: string, offset: number): KeyPlace {
  const { name, suffix, isMeta } = fileNameParts(path);
  const type = isMeta ? undefined : code[suffix.toLowerCase()];
  if (type !== undefined) return { name, field: type };
  const root = rootOf(text);
  if (root === undefined || (!isMeta && !/xmlns="http:\/\/soap\.sforce\.com\//.test(text.slice(0, 2000))))
    return { name: path };
  if (root === 'CustomMetadata') {
    const field = childBefore(text, offset, 'values', 'field');
    return { name, field: field === undefined ? root : `${root}.${field}` };
  }
  if (root === 'CustomLabels' || root === 'CustomLabel') {
    return {
      name: childBefore(text, offset, root === 'CustomLabels' ? 'labels' : root, 'fullName') ?? name,
      field: 'CustomLabel.value',
    };
  }
  const element = /<(\w{1,80})[^<>]*>[^<>]*$/.exec(text.slice(Math.max(0, offset - 500), offset))?.[1];
  return { name, field: element === undefined ? root : `${root}.${element}` };
}

/** The root element of a file that is XML. */
function rootOf(text: string): string | undefined {
  return /^[\s\ufeff\u00ef\u00bb\u00bf]*(?:<\?xml[^<>]*\?>)?\s*(?:<!--[\s\S]*?-->\s*)*<(\w{1,80})/.exec(text)?.[1];
}

/** The API name in a child of the element around a place. */
function childBefore(text: string, offset: number, element: string, child: string): string | undefined {
  const start = text.lastIndexOf(`<${element}`, offset);
  const end = text.indexOf(`</${element}>`, offset);
  if (start < 0) return undefined;
  const inside = text.slice(start, end < 0 ? offset : end);
  return new RegExp(`<${child}>\\s*(\\w{1,120})\\s*</${child}>`).exec(inside)?.[1];
}
