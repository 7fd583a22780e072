import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { baselineOf, onlyNew } from '@cert-health/core';
import { madeFinding } from './made-finding.ts';

const known = madeFinding({ id: 'known' });
const other = madeFinding({ id: 'other' });

describe('a baseline', () => {
  it('parts what was known from what is new', () => {
    assert.deepEqual(onlyNew([known, other], baselineOf([known])), { findings: [other], known: [known] });
  });

  it('knows nothing when the former report found nothing', () => {
    assert.deepEqual(onlyNew([known], baselineOf([])), { findings: [known], known: [] });
  });

  it('goes by the id, not by wording or dates', () => {
    const reworded = { ...known, title: 'in 3 days', dueOn: '2027-01-01' };
    assert.deepEqual(onlyNew([reworded], baselineOf([known])).known, [reworded]);
  });

  it('lets through what has become more severe', () => {
    const worse = { ...known, severity: 'critical' as const };
    assert.deepEqual(onlyNew([worse], baselineOf([known])), { findings: [worse], known: [] });
  });

  it('keeps back what has become less severe', () => {
    const milder = { ...known, severity: 'info' as const };
    assert.deepEqual(onlyNew([milder], baselineOf([known])), { findings: [], known: [milder] });
  });

  it('does not know what was waived then and is open now', () => {
    const waived = { ...known, status: 'waived' as const };
    assert.deepEqual(onlyNew([known], baselineOf([waived])), { findings: [known], known: [] });
  });

  it('leaves waived findings where they are: they count for nothing anyway', () => {
    const waived = { ...known, status: 'waived' as const };
    assert.deepEqual(onlyNew([waived], baselineOf([known])), { findings: [waived], known: [] });
  });
});
