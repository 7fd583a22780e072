import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stopSignals } from '../../../src/rotation/run/stop-signals.ts';

describe('a signal that ends a process', () => {
  test('is kept in mind the first time, and does what it did before from then on', () => {
    const ended: string[] = [];
    const before = (signal: NodeJS.Signals): void => void ended.push(signal);
    process.on('SIGTERM', before);
    try {
      const told: string[] = [];
      const signals = stopSignals((sentence) => told.push(sentence));
      assert.equal(signals.stops(), false);
      process.emit('SIGTERM', 'SIGTERM');
      assert.deepEqual([signals.stops(), ended.length, told.length], [true, 0, 1]);
      process.emit('SIGTERM', 'SIGTERM');
      assert.equal(ended.length, 1);
      signals.release();
      assert.equal(process.listeners('SIGTERM').filter((one) => one === before).length, 1);
    } finally {
      process.off('SIGTERM', before);
    }
  });

  test('is left alone after a run that none has reached', () => {
    const listeners = process.rawListeners('SIGINT');
    const signals = stopSignals(() => undefined);
    assert.notDeepEqual(process.rawListeners('SIGINT'), listeners);
    signals.release();
    assert.deepEqual(process.rawListeners('SIGINT'), listeners);
  });
});
