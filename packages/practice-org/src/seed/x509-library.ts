/**
 * `@peculiar/x509`, with the part of the metadata reflection interface that its injection container asks for before
 * it can be loaded (the package `reflect-metadata` gives the whole of it).
 */
interface MetadataReflection {
  getMetadata?: (key: unknown, target: object) => unknown;
  getOwnMetadata?: (key: unknown, target: object) => unknown;
  defineMetadata?: (key: unknown, value: unknown, target: object) => void;
}

const kept = new WeakMap<object, Map<unknown, unknown>>();
const own = (key: unknown, target: object): unknown => kept.get(target)?.get(key);

const reflection = Reflect as MetadataReflection;
reflection.getOwnMetadata ??= own;
reflection.getMetadata ??= (key, target) => {
  for (
    let current: object | null = target;
    current !== null;
    current = Object.getPrototypeOf(current) as object | null
  ) {
    if (kept.get(current)?.has(key) === true) return own(key, current);
  }
  return undefined;
};
reflection.defineMetadata ??= (key, value, target) => {
  kept.set(target, (kept.get(target) ?? new Map()).set(key, value));
};

export const x509 = await import('@peculiar/x509');
