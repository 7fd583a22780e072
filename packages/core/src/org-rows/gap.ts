import type { Source } from '../inventory/index.ts';

/** Why something of a place could not be looked at. */
export type Gap = Pick<Source, 'permission'> & {
  readonly status: 'denied' | 'failed';
  /** Sentences for people, with what to do. */
  readonly detail: string;
};
