/** How long one server is waited for, in seconds, and how many are looked at at the same time, unless somebody says otherwise. */
export const patience = { seconds: 10, atOnce: 16 } as const;
