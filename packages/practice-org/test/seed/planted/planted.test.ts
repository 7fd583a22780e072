import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Holding, Reference } from '@cert-health/core';
import { buildUseMap, places, referenceUseOf, referenceUses } from '@cert-health/core';
import { planted } from '../../../src/index.ts';
import type { PlantedCompany, PlantedReference } from '../../../src/index.ts';
import { now } from '../../org-client.ts';

let company: PlantedCompany;
before(async () => {
  company = await planted(now);
});

const textOf = (reference: PlantedReference): string => `${reference.place} ${reference.name} ${reference.field}`;

describe('the list of planted references', () => {
  it('has at least a hundred, in every place that core knows', () => {
    assert.ok(company.references.length >= 100, String(company.references.length));
    const found = new Set(company.references.map(({ place }) => place));
    assert.deepEqual([...found].sort(), places.map(({ id }) => id).sort());
  });

  it('has each field that core knows at least once', () => {
    const found = new Set(company.references.map(({ field }) => referenceUseOf(field)));
    const missing = referenceUses.filter((row) => !found.has(row)).map(({ field }) => field);
    assert.deepEqual(missing, []);
  });

  it("speaks core's words: each field is known there, with the same place and kind", () => {
    for (const reference of company.references) {
      const row = referenceUseOf(reference.field);
      assert.deepEqual([row?.place, row?.kind], [reference.place, reference.kind], textOf(reference));
    }
  });

  it('says of every name either which certificate it means or that there is none', () => {
    for (const reference of company.references) {
      const named = reference.kind === 'names' && reference.target !== undefined;
      const outcomes = [reference.resolvesTo, reference.dangling].filter((outcome) => outcome !== undefined);
      assert.equal(outcomes.length, named ? 1 : 0, textOf(reference));
    }
    assert.ok(company.references.filter(({ dangling }) => dangling).length >= 10);
  });

  it('has a target that leads where it says, also by core', () => {
    const holdings = company.keyPairs
      .filter(({ deleted }) => !deleted)
      .map(({ id, developerName }): Holding => {
        return { source: 'org.certificates', name: developerName, label: '', id, kind: 'keyPair', certificates: [] };
      });
    const read = { id: 'org.certificates', label: '', status: 'read', items: holdings.length, detail: '' } as const;
    for (const { place, name, field, target, targetId, resolvesTo, dangling } of company.references) {
      if (resolvesTo === undefined && dangling === undefined) continue;
      for (const text of [target, targetId]) {
        if (text === undefined) continue;
        const reference: Reference = { source: `org.${place}`, name, field, target: text };
        const map = buildUseMap({ org: null, sources: [read], holdings, references: [reference] });
        const led = [...map.uses, ...map.others].map(({ holding }) => holding?.name);
        assert.deepEqual(led, [resolvesTo], `${name} ${field} ${text}`);
        assert.equal(map.dangling.length, dangling === true ? 1 : 0, `${name} ${field} ${text}`);
      }
    }
  });

  it('has Ids of 15 and of 18 characters, an Id of nothing, another case, and a namespace', () => {
    const targets = (field: string): (string | undefined)[] =>
      company.references.filter((reference) => reference.field === field).map(({ target }) => target);
    const lengths = targets('SamlSsoConfig.requestSigningCertId').map((target) => target?.length);
    assert.deepEqual(lengths, [15, 18, 18]);
    assert.ok(targets('NamedCredential.certificate').includes('acme__Robot_Client'));
    assert.ok(targets('ApexClass.HttpRequest.setClientCertificateName').includes('PARTNER_CLIENT'));
  });

  it('has components of equal names with and without a namespace', () => {
    for (const name of ['Partner_Legacy', 'Orders']) {
      const names = company.references.map((reference) => reference.name);
      assert.ok(names.includes(name) && names.includes(`acme__${name}`), name);
    }
  });

  it('tells the certificates that are held apart by their fingerprints', () => {
    const held = company.references.filter(({ kind, shape }) => kind === 'carries' && shape === undefined);
    const closed = held.filter(({ fingerprint }) => fingerprint === undefined).map(({ field }) => field);
    assert.deepEqual(closed, ['ExtlClntAppPushSettings.applePushConfig.certificate']);
    const fingerprints = held.flatMap(({ fingerprint }) => fingerprint ?? []);
    assert.ok(fingerprints.every((fingerprint) => /^[0-9a-f]{64}$/.test(fingerprint)));
    assert.equal(new Set(fingerprints).size, fingerprints.length);
  });

  it('gives the line of each reference in code, and every shape of naming', () => {
    const code = company.references.filter(({ place }) => place === 'apex');
    for (const { name, line, shape, target } of code) {
      const body = company.components.find(({ fullName }) => fullName === name)?.content ?? '';
      const text = body.split('\n')[(line ?? 0) - 1] ?? '';
      assert.match(text, /cert|JWS|verify|signXml/i, `${name} ${line}: ${text}`);
      if (shape === 'literal') assert.ok(text.includes(`'${target}'`), `${name} ${line}: ${text}`);
    }
    const shapes = ['choice', 'computed', 'constant', 'customMetadata', 'keystore', 'label', 'literal'];
    assert.deepEqual([...new Set(code.map(({ shape }) => shape))].sort(), shapes);
  });
});

describe('what only looks like a reference', () => {
  const names = (): ReadonlySet<string> => new Set(company.references.map(({ name }) => name));

  it('is there and not on the list: comments, texts, namesakes, hidden code', () => {
    for (const name of ['CommentOnly', 'NamesakeMethods', 'CertificateNames', 'acme__PackagedGateway']) {
      const component = company.components.find(({ fullName }) => fullName === name);
      assert.equal(component?.type, 'ApexClass', name);
      assert.ok(!names().has(name), name);
    }
  });

  it('is there and not on the list: keys without a certificate, apps with a secret, records with other texts', () => {
    for (const name of ['Chat_Bare', 'Secret_Only', 'Integration_Setting.Public']) {
      assert.ok(
        company.components.some(({ fullName }) => fullName === name),
        name,
      );
      assert.ok(!names().has(name), name);
    }
  });

  it('leaves certificates without a use', () => {
    const used = new Set(company.references.map(({ resolvesTo }) => resolvesTo));
    const unused = company.keyPairs.filter(({ developerName }) => !used.has(developerName));
    assert.deepEqual(
      unused.map(({ developerName }) => developerName),
      ['Never_Used', 'PlatformManaged_01'],
    );
  });
});
