import type { UseId } from '../../findings/model.ts';
import type { ManagedBy } from '../model.ts';
import type { PlaceId } from '../places.ts';

/**
 * How configuration relates to a certificate. `names`: by the name or Id of one in Certificate and Key Management.
 * `carries`: holds the body itself. `pins`: holds a hash or an expected name. `meets`: holds an address whose server shows
 * its certificate in the handshake; nothing of it is stored.
 */
export type ReferenceKind = 'names' | 'carries' | 'pins' | 'meets';

/** What a reference in a certain field is for. */
export interface ReferenceUse {
  /** Metadata type and field, as `Reference.field` has it: `NamedCredential.certificate`. */
  readonly field: string;
  /** The same by other APIs or in short. */
  readonly also?: readonly string[];
  /** Undefined: none of the eight, `otherwise` says what instead. */
  readonly use: UseId | undefined;
  readonly otherwise?: string;
  readonly kind: ReferenceKind;
  /** Whose move a renewal is. */
  readonly managedBy: ManagedBy;
  readonly place: PlaceId;
  /** What people call it, below the name of its place: "client certificate". */
  readonly label: string;
  /** Tells what is held here from what the same component holds in its main field: "SAML". */
  readonly role?: string;
  /** What stops when the certificate does, a clause; `{name}` and `{endpoint}` are filled in by `consequenceOf`. */
  readonly breaks: string;
  /** The same as a few words for a table: `{name} logins`. */
  readonly stops: string;
  /** What is not known for certain about this field. */
  readonly unverified?: string;
}

/** Rows of one place share it. */
export const rowsOf = (place: PlaceId, rows: readonly Omit<ReferenceUse, 'place'>[]): readonly ReferenceUse[] =>
  rows.map((row) => ({ ...row, place }));

/** What a holding is called that a component has in a field: `Portal`, and `Portal (SAML)` for its second certificate. */
export function heldName(component: string, row: Pick<ReferenceUse, 'role'> | undefined): string {
  return row?.role === undefined ? component : `${component} (${row.role})`;
}
