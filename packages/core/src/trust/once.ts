/**
 * A value made when it is first asked for, and kept. For data that most commands never look at: to import it must cost
 * nothing.
 */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
