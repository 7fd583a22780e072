/** Runs an action on each item, so many at a time; the first error ends it. */
export async function eachOf<T>(items: readonly T[], limit: number, action: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await action(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
