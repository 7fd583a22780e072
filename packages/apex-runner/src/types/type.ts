/** A static type, as it stands in a declaration. */
export type ApexType =
  | { readonly kind: 'primitive'; readonly name: PrimitiveName }
  /** `Object`: anything. */
  | { readonly kind: 'object' }
  | { readonly kind: 'void' }
  /** The type of `null`. */
  | { readonly kind: 'null' }
  | { readonly kind: 'list' | 'set'; readonly of: ApexType }
  | { readonly kind: 'map'; readonly key: ApexType; readonly value: ApexType }
  /** A record; without a name it is `SObject`. */
  | { readonly kind: 'sobject'; readonly name?: string }
  /** A class or enum of the program: `Outer` or `Outer.Inner`, spelt as declared. */
  | { readonly kind: 'class'; readonly name: string }
  /**
   * A type of the library, by its canonical name: `HttpRequest`, `Messaging.SingleEmailMessage`. `Iterator`, `Iterable` and
   * `Comparator` have a type argument besides, which is the `T` of their members.
   */
  | { readonly kind: 'platform'; readonly name: string; readonly of?: ApexType }
  /** Stands in signatures of the library for the element type of what a member is called on: `T` of lists and sets, `K`, `V` of maps. */
  | { readonly kind: 'variable'; readonly name: 'T' | 'K' | 'V' };

export type PrimitiveName =
  'Boolean' | 'Integer' | 'Long' | 'Double' | 'Decimal' | 'String' | 'Id' | 'Date' | 'Datetime' | 'Time' | 'Blob';
