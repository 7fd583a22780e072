/** What a page asks for by the event `navigate`. */
export interface NavigateDetail {
  readonly page: string;
  /** Id of the record that is to be shown. */
  readonly record?: string;
  /** What a list is to be narrowed to, such as `{status: 'critical'}`. */
  readonly filter?: Readonly<Record<string, string>>;
}

type State = Readonly<Record<string, string>>;

const ownState = ['c__page', 'c__record', 'c__filter'];

/**
 * The state that an address has for a place.
 *
 * @param before The state it has now; what others keep in it stays.
 */
export function stateOf({ page, record, filter }: NavigateDetail, before: State = {}): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(before).filter(([name]) => !ownState.includes(name))),
    c__page: page,
    ...(record ? { c__record: record } : {}),
    ...(filter ? { c__filter: new URLSearchParams(filter).toString() } : {}),
  };
}
