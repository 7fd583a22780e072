import { isGap } from '../inventory/model.ts';
import type { Inventory, ServiceProvider } from '../inventory/model.ts';
import type { PlaceId } from './places.ts';

/** Where apps are configured that log in through the org. */
const places: readonly PlaceId[] = ['connected-apps', 'external-client-apps'];

/** The apps that log in through the org. Undefined: not every place that may have some was looked at, and none was seen. */
export function serviceProvidersIn({
  sources,
  serviceProviders = [],
}: Pick<Inventory, 'sources' | 'serviceProviders'>): readonly ServiceProvider[] | undefined {
  if (serviceProviders.length > 0) return serviceProviders;
  const looked = sources.filter(({ id }) => places.some((place) => id.endsWith(`.${place}`)));
  const all = places.every((place) => looked.some(({ id }) => id.endsWith(`.${place}`)));
  return all && !looked.some(isGap) ? [] : undefined;
}
