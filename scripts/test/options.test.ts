import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { optionsOf } from '../project.ts';

const known = { once: { type: 'boolean', default: false }, port: { type: 'string' } } as const;

describe('the options of a script', () => {
  it('are read by their names, with what is left out', () => {
    assert.deepEqual({ ...optionsOf(known, ['--port', '8123']) }, { once: false, port: '8123' });
  });

  it('are refused with what the script takes', () => {
    const takes = / It takes --once, --port VALUE\.$/;
    for (const wrong of [['--oncee'], ['--port'], ['once'], ['--once=yes']]) {
      assert.throws(() => optionsOf(known, wrong), takes, wrong.join(' '));
    }
    assert.throws(() => optionsOf(known, ['--oncee']), /^Error: Unknown option '--oncee'\. It takes/);
  });
});
