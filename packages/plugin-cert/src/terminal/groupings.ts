/** By what findings can be grouped, or put in order (`date`). In a file of its own, so that --help loads nothing else. */
export const groupings = ['use', 'certificate', 'owner', 'date'] as const;

export type Grouping = (typeof groupings)[number];
