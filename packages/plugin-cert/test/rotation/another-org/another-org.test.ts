import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { AnotherOrg } from './another-org.ts';
import { carried, courses, standing } from './courses.ts';
import type { Harbor } from './harbor.ts';
import { harbor } from './harbor.ts';
import type { ArchiveStyle, XmlStyle } from './quirks.ts';
import { usualQuirks } from './quirks.ts';
import type { Change } from './rotating-elsewhere.ts';
import { elsewhere } from './rotating-elsewhere.ts';

const all = process.env['ALL_KILLS'] === '1';

let world: Harbor;
before(async () => {
  world = await harbor();
});

const xml = (style: Partial<XmlStyle>): Change => ({ xml: { ...usualQuirks.xml, ...style } });
const archive = (style: Partial<ArchiveStyle>): Change => ({ archive: { ...usualQuirks.archive, ...style } });

/** Orgs that answer in another way than the practice org, in several things each. */
const orgs: Readonly<Record<string, Change>> = {
  'writes XML as nobody else does, looks long at everything and warns': {
    ...xml({
      bom: true,
      lineEnd: '\r\n',
      indent: '  ',
      order: 'reversed',
      selfClosing: true,
      escapesAll: true,
      lastLineEnd: false,
      comment: true,
    }),
    ...archive({ root: true, folders: true, descriptors: false, deflated: false, reversed: true }),
    looks: 2,
    statuses: ['Pending', 'InProgress', 'FinalizingDeploy'],
    nils: true,
    envelope: 'S',
    expiration: 'moment',
    pageSize: 1,
    http: 'gzip',
    warns: 'failure',
    lateArchive: true,
    bareOnceDeployed: true,
  },
  'adds elements, knows version 60 only, shows a record late and closes each connection': {
    ...xml({ lineEnd: '', indent: '' }),
    body: 'headed',
    defaults: true,
    versions: ['60.0'],
    warns: 'count',
    hiddenFor: 3000,
    http: 'closing',
    queued: 300,
  },
  'sends bodies in pieces, slowly, and ends lines as Windows does': { http: 'slow', body: 'crlf', warns: 'success' },
  'sends chunks, and certificates without a last line end': { http: 'chunked', body: 'unended' },
  'is busy now and then': { busyAt: [3, 20, 61, 62, 80, 100, 133] },
};

/** Elements that the second org adds to what is deployed; they are its own, and stay. */
const added = /<(allowMergeFieldsInHeader|generateAuthorizationHeader)>false<\/\1>/g;
const withoutAdded = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll(added, '')]));

/** Without `ALL_KILLS=1` these kinds alone are tried, each in the org of this number. */
const usual = new Map([
  ['new-key', 1],
  ['renew-in-place', 0],
]);

describe('a rotation in another org', { concurrency: 2 }, () => {
  for (const [position, [what, quirks]] of Object.entries(orgs).entries()) {
    for (const course of courses) {
      if (!all && usual.get(course.kind) !== position) continue;
      test(`${course.kind}: one that ${what}`, async (t) => {
        const one = await elsewhere(t, world, { entry: course.entry, quirks });
        const was = standing(one);
        const { steps, afterUndo } = await carried(one, world, course);
        for (const { command, told, wanted } of steps) {
          assert.equal(told.exitCode, wanted, `${command}: ${told.message}`);
        }
        const bare = quirks.bareOnceDeployed === true && course.kind === 'renew-in-place';
        // What such an org gives after any deployment is not what it gave before.
        if (!bare) assert.deepEqual(withoutAdded(afterUndo), was);
        assert.deepEqual(one.org.state.broken, []);
      });
    }
  }

  test('new-key: one that keeps the rotation in its records, while its session is renewed', async (t) => {
    const [course] = courses;
    assert.ok(course);
    const one = await elsewhere(t, world, {
      entry: course.entry,
      quirks: { sessionOf: 60, pageSize: 2 },
      withApp: true,
      logsIn: logInToStay,
    });
    const was = standing(one);
    const { steps, afterUndo } = await carried(one, world, course);
    for (const { command, told, wanted } of steps) assert.equal(told.exitCode, wanted, `${command}: ${told.message}`);
    assert.deepEqual(afterUndo, was);
    assert.deepEqual(one.org.state.broken, []);
    assert.ok(one.org.sessions > 1);
  });

  test('an org that has moved is not followed, and the address is named', async (t) => {
    const one = await elsewhere(t, world, {
      entry: '{ certificate: Partner_Client, authority: own }',
      quirks: { movedFrom: 1 },
    });
    const told = await one.run('plan', '--certificate', 'Partner_Client');
    assert.equal(told.exitCode, 1);
    assert.match(told.message, /sends requests on to http:\/\/127\.0\.0\.1:\d+: it has moved there/);
  });
});

/** A log-in with a refresh token, as that of a browser has one. */
async function logInToStay(org: AnotherOrg): Promise<void> {
  const { AuthInfo } = await import('@salesforce/core');
  const { refreshToken, url } = org;
  const authInfo = await AuthInfo.create({
    oauth2Options: { clientId: 'PlatformCLI', loginUrl: url, refreshToken },
  });
  await authInfo.save();
  assert.equal(authInfo.getUsername(), org.username);
}
