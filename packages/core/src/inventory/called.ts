import type { Holding, Source } from './model.ts';
import { nameWithoutPath } from './name-without-path.ts';

type Named = Pick<Holding, 'source' | 'name' | 'label' | 'path' | 'id'>;

/** What people call a holding: by its label, and by more where that alone would not tell it from another one. */
export function nameOfHolding({ called, label, name }: Pick<Holding, 'called' | 'label' | 'name'>): string {
  return called ?? (label || name);
}

/**
 * Gives every holding a name that no other one has. A renewal often keeps its label, and titles are read alone: in a ticket,
 * a mail, a notification. So a label that several holdings share has the unique name behind it, and the place where even
 * that is shared, as by a project and its org.
 */
export function withDistinctNames(holdings: readonly Holding[], sources: readonly Source[]): Holding[] {
  const places = new Map(sources.map(({ id, label }) => [id, label]));
  const forms: readonly ((holding: Named) => string)[] = [
    labelOf,
    (holding) => within(holding, []),
    (holding) => within(holding, [holding.path ?? places.get(holding.source) ?? holding.source]),
    // A deleted record that is still listed beside its namesake.
    (holding) => within(holding, [places.get(holding.source) ?? holding.source, holding.id ?? holding.path ?? '']),
  ];
  let names = new Map(holdings.map((holding) => [holding, labelOf(holding)]));
  for (const form of forms.slice(1)) {
    const counts = Map.groupBy(names.values(), fold);
    const shared = (holding: Holding): boolean => (counts.get(fold(names.get(holding) ?? ''))?.length ?? 0) > 1;
    names = new Map(holdings.map((holding) => [holding, shared(holding) ? form(holding) : (names.get(holding) ?? '')]));
  }
  return holdings.map((holding) => {
    const called = names.get(holding) ?? '';
    return called === labelOf(holding) ? holding : { ...holding, called };
  });
}

function labelOf({ label, name }: Named): string {
  return label || name;
}

/** `Portal (Portal_2026, certs/Portal_2026.crt)`; a name that is the label already is not said twice. */
function within(holding: Named, more: readonly string[]): string {
  const label = labelOf(holding);
  const name = nameWithoutPath(holding);
  const parts = [...(name === label ? [] : [name]), ...more].filter(
    (part, position, all) => part !== '' && all.indexOf(part) === position,
  );
  return parts.length === 0 ? label : `${label} (${parts.join(', ')})`;
}

/** People do not tell names apart by case or by blanks. */
function fold(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}
