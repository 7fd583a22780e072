/** A row that has a developer name. */
export interface NamedRow {
  readonly Id: string;
  readonly DeveloperName: string;
  readonly NamespacePrefix?: string | null;
}

/** The name by which metadata knows a row: `Partner_API`, `acme__Partner_API`. */
export function fullNameOf({ DeveloperName: name, NamespacePrefix: namespace }: Omit<NamedRow, 'Id'>): string {
  return namespace ? `${namespace}__${name}` : name;
}
