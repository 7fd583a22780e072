/**
 * API names: ASCII letters, digits and underscores, compared without case, never with two underscores in a row, so that
 * `__` always ends a namespace (Salesforce Help, "Generate a Self-Signed Certificate").
 */

/** Equal for names that Salesforce takes as the same. Other scripts (file names) are compared as they are. */
export function foldApiName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** `acme` of `acme__Client`; undefined for a name without namespace. */
export function namespaceOf(name: string): string | undefined {
  const end = name.indexOf('__');
  return end > 0 ? name.slice(0, end) : undefined;
}

/** `Client` of `acme__Client`. */
export function withoutNamespace(name: string): string {
  const namespace = namespaceOf(name);
  return namespace === undefined ? name : name.slice(namespace.length + 2);
}

/** A namespace, its two underscores, and the 80 characters of a name. */
const LONGEST = 15 + 2 + 80;
const part = '[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*';
const apiName = new RegExp(`^(?:${part}__)?${part}$`);

/** Whether a text can be the API name of a certificate. */
export function isApiName(text: string): boolean {
  return text.length <= LONGEST && apiName.test(text);
}
