/** A component as `readMetadata` gives it. A list of one stands alone, and values may be text where the guide has others. */
export type Component = Readonly<Record<string, unknown>> & { readonly fullName: string };

/** Text of an element reached by its names; undefined when it is absent or empty. */
export function textOf(component: unknown, ...path: readonly string[]): string | undefined {
  const value = valueOf(component, path);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Elements of a list, however many there are. */
export function listOf(component: unknown, name: string): readonly unknown[] {
  const value = valueOf(component, [name]);
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

export function isTrue(component: unknown, name: string): boolean {
  return String(valueOf(component, [name])) === 'true';
}

function valueOf(component: unknown, path: readonly string[]): unknown {
  let value = component;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
