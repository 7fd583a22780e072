/** By what findings can be grouped. In a file of its own, so that --help loads nothing else. */
export const groupings = ['use', 'certificate', 'owner'] as const;

export type Grouping = (typeof groupings)[number];
