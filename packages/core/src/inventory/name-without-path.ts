import type { Holding } from './model.ts';

/**
 * The API name of a holding, as configuration writes it. Several package directories may hold a certificate of one name, of which
 * any may be the one that is deployed; all but the first have their path behind it.
 */
export function nameWithoutPath({ name, path }: Pick<Holding, 'name' | 'path'>): string {
  const suffix = ` (${path})`;
  return path !== undefined && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}
