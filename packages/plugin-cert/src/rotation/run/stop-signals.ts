const signals = ['SIGINT', 'SIGTERM'] as const;

/** That a process was asked to end, while it finishes what is under way. */
export interface StopSignals {
  readonly stops: () => boolean;
  /** From then on a signal does again what it did before. */
  readonly release: () => void;
}

/**
 * Takes the signals with which a job or a person ends a process: the first one is kept in mind, so that the step under way is
 * recorded and the lock given back; the second one ends it at once, as it would have before.
 *
 * @param tell Told once, when the first signal comes.
 */
export function stopSignals(tell: (sentence: string) => void): StopSignals {
  let asked = false;
  // The framework has listeners that end the process at once.
  const before = signals.map((signal) => ({
    signal,
    listeners: process.rawListeners(signal) as NodeJS.SignalsListener[],
  }));
  for (const { signal } of before) process.removeAllListeners(signal);
  const release = (): void => {
    for (const { signal, listeners } of before) {
      process.off(signal, onSignal);
      for (const listener of listeners) process.on(signal, listener);
    }
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    asked = true;
    release();
    tell(`${signal}: the step under way is ended and recorded first; once more ends it at once.`);
  };
  for (const { signal } of before) process.on(signal, onSignal);
  return { stops: () => asked, release: () => (asked ? undefined : release()) };
}
