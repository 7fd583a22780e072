import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  chromeStore,
  judgeAnchor,
  mozillaHistory,
  mozillaState,
  mozillaStore,
  rootEvents,
  type JudgedLeaf,
} from '@cert-health/core';

const second = 1000;
const today = new Date('2026-11-22T00:00:00Z');

/** A server certificate valid from an instant and logged at some others. */
function leaf(notBefore: string | number, ...scts: (string | number)[]): JudgedLeaf {
  const signedCertificateTimestamps = scts.map((timestamp) => ({
    logId: '00'.repeat(32),
    timestamp: new Date(timestamp),
  }));
  return { notBefore: new Date(notBefore), extensions: scts.length > 0 ? { signedCertificateTimestamps } : {} };
}

const mozilla = (sha256: string, notBefore: string | number, at = today): string =>
  judgeAnchor('mozilla', sha256, leaf(notBefore), { at }).verdict;
const chrome = (sha256: string, ...scts: (string | number)[]): string =>
  judgeAnchor('chrome', sha256, leaf('2026-01-01T00:00:00Z', ...scts), { at: today }).verdict;

const entrust = {
  'Entrust G2': '43df5774b03e7fef5fe40d931a7bedf1bb2e6b42738c4e6d3841103d3aa7f339',
  'Entrust EC1': '02ed0eb28c14da45165c566791700d6451d7fb56f0b2ab1d3b8eb070e56edff5',
  'Entrust (2006)': '73c176434f1bc6d5adf45b0e76e727287c8de57616c1e6e6141a2b2cbc7d8e4c',
  'Entrust.net (2048)': '6dc47172e01cbcb0bf62580d895fe2b8ac9ad4f873801e0c10b9c837d21eb177',
  'AffirmTrust Commercial': '0376ab1d54c5f9803ce4b2e201a0ee7eef7b57b636e8a93c9b8d4860c96f5fa7',
  'AffirmTrust Networking': '0a81ec5a929777f145904af38d5d509f66b5e2c58fcdb531058b0e17f3f0b41b',
  'AffirmTrust Premium': '70a73f7f376b60074248904534b11482d5bf0e698ecc498df52577ebf2e93b9a',
  'AffirmTrust Premium ECC': 'bd71fdf6da97e4cf62d1647add2581b07d79adf8397eb4ecba9c5e8488821423',
};
const entrustG4 = 'db3517d1f6732a2d5ab97c533ec70779ee3270a62fb4ac4238372460e6f01e88';
const g1 = '4348a0e9444c78cb265e058d5e8944b4d84f9662bd26db257f8934a443c70161';
const g2 = 'cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f';
const ePki = 'c0a6f4dc63a24bfdcf54ef2a6a082a0a72de35803e2ff5ff527ae5d87206dfd5';
const izenpe = '2530cc8e98321502bad96f9b1fba1b099e2d299e0f4548bb914f363bc0d4531f';
const globalTrust = '9a296a5182d1d451a2e37f439b74daafa267523329f90f9a0d2007c334e23c9a';
const isrgX1 = '96bcec06264976f37460779acf28c5a7cfe8a3c0aae11a8ffcee05c0bddf08c6';

describe('Mozilla and Entrust', () => {
  const cut = Date.parse('2024-11-30T23:59:59Z');
  const while2025 = new Date('2025-01-15T00:00:00Z');
  for (const [name, sha256] of Object.entries(entrust)) {
    it(`trusted certificates of ${name} valid from 30 Nov 2024 23:59:59 or before, in January 2025`, () => {
      assert.equal(mozilla(sha256, cut - second, while2025), 'trusted');
      assert.equal(mozilla(sha256, cut, while2025), 'trusted');
      const late = judgeAnchor('mozilla', sha256, leaf(cut + second), { at: while2025 });
      assert.equal(late.verdict, 'distrusted');
      assert.equal(late.rule?.id, 'mozilla.distrust-after.2024-11-30');
    });

    it(`trusts ${name} no longer at all today, whenever the certificate was issued`, () => {
      assert.notEqual(mozilla(sha256, cut - second), 'trusted');
      assert.notEqual(mozilla(sha256, cut + second), 'trusted');
    });
  }

  it('ended website trust in Entrust G4 outright, without a date', () => {
    assert.equal(mozilla(entrustG4, cut - second, new Date('2024-11-14T23:59:59Z')), 'trusted');
    assert.equal(mozilla(entrustG4, cut - second, new Date('2024-11-15T00:00:00Z')), 'distrusted');
  });

  it('goes by notBefore, never by the moment judged', () => {
    assert.equal(mozilla(entrust['Entrust G2'], '2024-06-01T00:00:00Z', new Date('2026-01-01T00:00:00Z')), 'trusted');
    assert.equal(
      mozilla(entrust['Entrust G2'], '2025-06-01T00:00:00Z', new Date('2024-12-01T00:00:00Z')),
      'distrusted',
    );
  });
});

describe('Mozilla and other roots', () => {
  it('ended website trust in DigiCert Global Root CA (G1) with NSS 3.123, on 16 Apr 2026, and not in G2', () => {
    const release = Date.parse('2026-04-16T00:00:00Z');
    assert.equal(mozilla(g1, '2026-01-01T00:00:00Z', new Date(release - second)), 'trusted');
    const after = judgeAnchor('mozilla', g1, leaf('2026-01-01T00:00:00Z'), { at: new Date(release) });
    assert.equal(after.verdict, 'distrusted');
    assert.equal(after.rule?.id, 'mozilla.websites-off.3.123');
    assert.equal(mozilla(g2, '2026-10-01T00:00:00Z'), 'trusted');
  });

  it('removed GLOBALTRUST 2020 after a distrust date', () => {
    const at = new Date('2025-06-01T00:00:00Z');
    assert.equal(mozilla(globalTrust, '2024-06-30T00:00:00Z', at), 'trusted');
    assert.equal(mozilla(globalTrust, '2024-06-30T00:00:01Z', at), 'distrusted');
    assert.equal(mozilla(globalTrust, '2024-06-30T00:00:00Z', new Date('2026-04-16T00:00:00Z')), 'removed');
  });

  it('switched Chunghwa ePKI off in 3.113, on again with a date in 3.113.1, and removed it later', () => {
    const states = ['2025-06-11', '2025-06-12', '2025-07-01', '2026-11-22'].map((day) =>
      mozillaState(ePki, new Date(`${day}T00:00:00Z`)),
    );
    assert.deepEqual(
      states.map((state) => (state.status === 'held' ? [state.websites, state.distrustAfter] : state.status)),
      [[true, undefined], [false, undefined], [true, '2025-04-15T23:59:59Z'], 'removed'],
    );
    const at = new Date('2025-12-01T00:00:00Z');
    assert.equal(mozilla(ePki, '2025-04-15T23:59:59Z', at), 'trusted');
    assert.equal(mozilla(ePki, '2025-04-16T00:00:00Z', at), 'distrusted');
  });

  it('distrusts Izenpe after 15 Apr 2026, the date that readers of certificate objects miss', () => {
    assert.equal(mozilla(izenpe, '2026-04-15T23:59:59Z'), 'trusted');
    assert.equal(mozilla(izenpe, '2026-04-16T00:00:00Z'), 'distrusted');
    assert.equal(
      judgeAnchor('mozilla', izenpe, leaf('2026-04-16T00:00:00Z'), { at: today }).rule?.id,
      'mozilla.distrust-after.2026-04-15',
    );
  });

  it('says unknown of a root that it is not known to have held', () => {
    const judgment = judgeAnchor('mozilla', 'ab'.repeat(32), leaf('2026-01-01T00:00:00Z'), { at: today });
    assert.equal(judgment.verdict, 'unknown');
    assert.match(judgment.reason, /not known to have been/);
  });

  it('knows removed roots of which only the hash is known', () => {
    const trustCor = 'd40e9c86cd8fe468c1776959f49ea774fa548684b6c406f3909261f4dce2575c';
    const judgment = judgeAnchor('mozilla', trustCor, leaf('2022-01-01T00:00:00Z'), { at: today });
    assert.equal(judgment.verdict, 'removed');
    assert.match(judgment.reason, /TrustCor RootCert CA-1.*NSS 3\.95/);
    assert.equal(judgment.rule?.id, 'mozilla.removed.3.95');
  });
});

describe('each change of a root in NSS', () => {
  for (const event of mozillaHistory()) {
    it(`${event.name}: ${event.change} on ${event.day}, and not the second before`, () => {
      const at = Date.parse(`${event.day}T00:00:00Z`);
      const before = mozillaState(event.sha256, new Date(at - second));
      assert.equal(before.status, 'held');
      if (before.status === 'held') assert.equal(before.websites, event.before.websites);
      const after = mozillaState(event.sha256, new Date(at));
      if (event.change === 'removed') assert.equal(after.status, 'removed');
      else
        assert.ok(
          after.status === 'held' &&
            (event.change === 'distrust-after'
              ? after.distrustAfter !== undefined
              : after.websites === (event.change === 'websites-on')),
        );
    });
  }
});

describe('Chrome and SCT cut-offs', () => {
  const constrained = chromeStore.anchors.filter(({ constraints }) => constraints.sctNotAfter !== undefined);

  it('constrains 26 of its roots', () => assert.equal(constrained.length, 26));

  for (const { name, fingerprints, constraints } of constrained) {
    const sha256 = fingerprints.sha256 ?? '';
    const cut = Date.parse(constraints.sctNotAfter ?? '');
    it(`trusts certificates of ${name} logged up to ${constraints.sctNotAfter}`, () => {
      assert.equal(chrome(sha256, cut - second), 'trusted');
      assert.equal(chrome(sha256, cut), 'trusted');
      assert.equal(chrome(sha256, cut + 1), 'distrusted');
      assert.equal(chrome(sha256, cut + second), 'distrusted');
    });

    it(`has a rule that states the cut-off of ${name}`, () => {
      const judgment = judgeAnchor('chrome', sha256, leaf(cut, cut + second), { at: today });
      assert.equal(judgment.rule?.id, `chrome.sct-cut-off.${constraints.sctNotAfter?.slice(0, 10)}`);
    });
  }

  const hiPki = 'f015ce3cc239bfef064be9f1d2c417e1a0264a0a94be1f0c8d121864eb6949cc';
  const cut = Date.parse('2025-07-31T23:59:59Z');

  it('goes by the earliest SCT', () => {
    assert.equal(chrome(hiPki, cut + second, cut, cut + 2 * second), 'trusted');
  });

  it('cannot be told without SCTs near the cut-off, and is told 48 hours later', () => {
    const judge = (notBefore: number): string => judgeAnchor('chrome', hiPki, leaf(notBefore), { at: today }).verdict;
    const hours48 = 48 * 3600 * second;
    assert.equal(judge(cut - hours48), 'unknown');
    assert.equal(judge(cut + hours48), 'unknown');
    assert.equal(judge(cut + hours48 + second), 'distrusted');
  });
});

describe("Chrome's members", () => {
  it('are trusted without constraint: DigiCert Global Root G2, ISRG Root X1', () => {
    assert.equal(chrome(g2), 'trusted');
    assert.equal(chrome(isrgX1), 'trusted');
  });

  it('no longer include Entrust, AffirmTrust and the first generation of DigiCert', () => {
    for (const sha256 of [...Object.values(entrust), entrustG4, g1])
      assert.equal(chrome(sha256, '2024-01-01T00:00:00Z'), 'removed');
    const judgment = judgeAnchor('chrome', entrustG4, leaf('2024-01-01T00:00:00Z'), { at: today });
    assert.equal(judgment.rule?.id, 'chrome.sct-cut-off.2024-11-11');
    assert.equal(judgeAnchor('chrome', g1, leaf('2026-01-01T00:00:00Z'), { at: today }).rule?.id, 'chrome.absent.36');
  });

  it('do not include a root that is not known', () => assert.equal(chrome('ab'.repeat(32)), 'unknown'));
});

describe('the data', () => {
  it('holds 169 roots of Mozilla, 118 of them for websites, 4 with a date', () => {
    assert.equal(mozillaStore.anchors.length, 169);
    assert.equal(mozillaStore.anchors.filter(({ constraints }) => constraints.websites).length, 118);
    assert.equal(mozillaStore.anchors.filter(({ constraints }) => constraints.distrustAfter).length, 4);
    assert.equal(mozillaStore.version, 'NSS 3.132');
  });

  it('holds the 104 members of Chrome Root Store v36', () => assert.equal(chromeStore.anchors.length, 104));

  it('states no distrust date of Mozilla that the policy rules do not state', () => {
    const stated = new Set(rootEvents.map(({ value }) => value?.lastTrusted));
    for (const { constraints } of mozillaStore.anchors) {
      if (constraints.distrustAfter !== undefined)
        assert.ok(stated.has(constraints.distrustAfter), constraints.distrustAfter);
    }
  });
});

describe('the reason', () => {
  const reason = (sha256: string): string =>
    judgeAnchor('mozilla', sha256, leaf('2026-01-01T00:00:00Z'), { at: today }).reason;

  it('tells version and day of a change', () => {
    assert.equal(reason(g1), 'Mozilla ended website trust in DigiCert Global Root CA in NSS 3.123 (2026-04-16).');
  });

  it('does not give a day that is not known', () => {
    assert.match(reason(ePki), /removed .* in NSS 3\.125 or later \(after 2026-05-01\)/);
  });

  it('tells of roots that are held for other purposes only', () => {
    const emailOnly = mozillaStore.anchors.find(
      ({ constraints, fingerprints }) =>
        !constraints.websites && !mozillaHistory().some(({ sha256 }) => sha256 === fingerprints.sha256),
    );
    assert.match(reason(emailOnly?.fingerprints.sha256 ?? ''), /but not for websites/);
  });
});
