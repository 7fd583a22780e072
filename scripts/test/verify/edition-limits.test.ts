import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { editionLimits } from '../../verify/edition-limits.ts';
import { appFolder, meta, parcel } from './app-folder.ts';

const dashboard = (type: string): Record<string, string> => ({
  'dashboards/Parcels/Overview.dashboard-meta.xml': meta('Dashboard', `<dashboardType>${type}</dashboardType>`),
});

function told(test: TestContext, files: Readonly<Record<string, string>>): string[] {
  return editionLimits(appFolder(test, files)).map(({ file, message }) => `${file}: ${message}`);
}

describe('what editions refuse', () => {
  it('is not in an app of objects and of dashboards with a user of their own', (test) => {
    assert.deepEqual(told(test, { ...parcel, ...dashboard('SpecifiedUser') }), []);
  });

  for (const type of ['LoggedInUser', 'MyTeamUser']) {
    it(`is a dashboard that runs as ${type}`, (test) => {
      assert.deepEqual(told(test, { ...parcel, ...dashboard(type) }), [
        'dashboards/Parcels/Overview.dashboard-meta.xml: Not every org takes it, and with it the app: a dashboard that runs as whoever looks at it, of which editions have few or none.',
      ]);
    });
  }

  it('is what needs a feature that is off in a new org', (test) => {
    for (const type of ['Translations', 'Network', 'Territory2'])
      assert.equal(told(test, { [`things/A.${type}-meta.xml`]: meta(type, '') }).length, 1, type);
  });
});
