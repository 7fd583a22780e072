/** The key of what a transaction remembers of its writes: DML sets `isPending`, and callouts are refused from then on. */
export const uncommittedWork = {};

export interface UncommittedWork {
  isPending: boolean;
}

export const makeUncommittedWork = (): UncommittedWork => ({ isPending: false });
