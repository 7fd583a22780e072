import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toSarif } from '@cert-health/core';
import type { Finding, HealthReport, ReportCertificate } from '@cert-health/core';
import { practiceReport } from '../fixtures/report.ts';

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: object;
  };
  readonly logicalLocations?: readonly { readonly name: string; readonly fullyQualifiedName: string }[];
}

const [expiring] = practiceReport.findings as [Finding];
const [partner] = practiceReport.certificates as [ReportCertificate];
const inOrg = { source: 'org.certificates', name: 'Partner_API_Client', label: 'Partner', kind: 'keyPair' } as const;
const inProject = { ...inOrg, source: 'project.certificates', path: 'force-app/certs/Partner_API_Client.crt' };

function locationOf(finding: Partial<Finding>, report: Partial<HealthReport> = {}): Location {
  const text = toSarif({ ...practiceReport, ...report, findings: [{ ...expiring, ...finding }] });
  const log = JSON.parse(text) as { runs: [{ results: [{ locations: [Location] }] }] };
  return log.runs[0].results[0].locations[0];
}

function uriFor(path: string): string {
  const reference = { source: 'project', name: 'x', field: 'y', path };
  return locationOf({ reference }).physicalLocation.artifactLocation.uri;
}

describe('the location of a SARIF result', () => {
  it('is the file of the configuration that refers', () => {
    const path = 'force-app/namedCredentials/Partner.namedCredential-meta.xml';
    const { physicalLocation, logicalLocations } = locationOf({
      holding: inProject,
      reference: { source: 'project.named-credentials', name: 'Partner', field: 'NamedCredential.certificate', path },
    });
    assert.deepEqual(physicalLocation.artifactLocation, { uri: path, uriBaseId: '%SRCROOT%' });
    assert.equal(logicalLocations?.[0]?.name, 'Partner_API_Client');
  });

  it('is else the file of the holding, of a pending one too', () => {
    const certificates = [{ ...partner, holdings: [inOrg, inProject] }];
    const found = locationOf({ holding: inProject }, { certificates });
    assert.equal(found.physicalLocation.artifactLocation.uri, inProject.path);
    const pending = [{ ...inProject, path: 'certs/new.crt', reason: 'waiting for its signed chain' }];
    const waiting = locationOf({ holding: inProject }, { certificates: [], pending });
    assert.equal(waiting.physicalLocation.artifactLocation.uri, 'certs/new.crt');
  });

  it('is else a file of the project that holds the very certificate found in the org', () => {
    const certificates = [{ ...partner, holdings: [inOrg, inProject] }];
    const { physicalLocation } = locationOf({ holding: inOrg, certificate: partner.fingerprint }, { certificates });
    assert.equal(physicalLocation.artifactLocation.uri, inProject.path);
  });

  it('is else the project file, as GitHub shows no result without a file, and the holding is named', () => {
    const { physicalLocation, logicalLocations } = locationOf({ holding: inOrg });
    assert.deepEqual(physicalLocation.artifactLocation, { uri: 'sfdx-project.json', uriBaseId: '%SRCROOT%' });
    assert.deepEqual(logicalLocations, [
      {
        name: 'Partner_API_Client',
        fullyQualifiedName: '00D5g000000abcDEAQ/org.certificates/Partner_API_Client',
        kind: 'resource',
      },
    ]);
  });

  it('has every part of a region that GitHub asks for: the beginning of the file', () => {
    assert.deepEqual(locationOf({}).physicalLocation.region, {
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1,
    });
  });

  it('names no holding where a finding is about the org as a whole', () => {
    const { holding, ...withoutHolding } = expiring;
    assert.ok(holding);
    const text = toSarif({ ...practiceReport, findings: [withoutHolding] });
    assert.doesNotMatch(text, /logicalLocations/);
    assert.match(text, /sfdx-project\.json/);
  });
});

describe('a path as a URI', () => {
  it('stays relative, with its characters percent-encoded', () => {
    assert.equal(uriFor('certs/Partner API #1 (50%).crt'), 'certs/Partner%20API%20%231%20(50%25).crt');
    assert.equal(uriFor('zertifikate/schlüssel.pem'), 'zertifikate/schl%C3%BCssel.pem');
    assert.equal(uriFor('a:b?c.pem'), 'a%3Ab%3Fc.pem');
  });

  it('loses what says nothing, and keeps the way up', () => {
    assert.equal(uriFor('./certs//./a.pem'), 'certs/a.pem');
    assert.equal(uriFor('../shared/a.pem'), '../shared/a.pem');
  });

  it('has slashes on Windows too', () => {
    assert.equal(uriFor('certs\\partner.pem'), 'certs/partner.pem');
  });

  it('is a file address where the path is absolute, and then has no base', () => {
    assert.equal(uriFor('/etc/ssl/a b.pem'), 'file:///etc/ssl/a%20b.pem');
    assert.equal(uriFor('C:\\certs\\a.pem'), 'file:///C:/certs/a.pem');
    const reference = { source: 's', name: 'n', field: 'f', path: '/etc/a.pem' };
    assert.deepEqual(locationOf({ reference }).physicalLocation.artifactLocation, { uri: 'file:///etc/a.pem' });
  });

  it('does not stumble over half a surrogate pair', () => {
    assert.equal(uriFor('a\ud800b.pem'), 'a%EF%BF%BDb.pem');
  });
});
