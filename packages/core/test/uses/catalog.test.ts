import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ruleNames, statementsOf, useById, useCatalog } from '@cert-health/core';
import type { RuleName, RuleValue, Use } from '@cert-health/core';

const ids = [
  'inbound-one-way-tls',
  'custom-domain',
  'outbound-apex-one-way-tls',
  'inbound-user-mtls',
  'inbound-api-mtls',
  'outbound-apex-mtls',
  'inbound-sso',
  'outbound-sso',
] as const;

/** Values of one rule across the uses, in the order of `ids`. */
function column(name: RuleName): RuleValue[] {
  return useCatalog.map((use) => use[name].value);
}

describe('the catalog of uses', () => {
  it('holds the eight uses, each once, in the order of the taxonomy', () => {
    assert.deepEqual(
      useCatalog.map(({ id }) => id),
      ids,
    );
    for (const id of ids) assert.equal(useById(id).id, id);
  });

  it('calls each by the name in the source', () => {
    assert.deepEqual(
      useCatalog.map(({ label }) => label),
      [
        'Inbound One-Way TLS',
        'Bring Your Own Certificate (custom domain)',
        'Outbound Apex One-Way TLS',
        'Inbound User mTLS',
        'Inbound API mTLS',
        'Outbound Apex mTLS',
        'Inbound SSO',
        'Outbound SSO',
      ],
    );
  });

  it('does not know a ninth one', () => {
    assert.throws(() => useById('email' as (typeof ids)[number]), /no use "email"/);
  });
});

describe('what a use says', () => {
  for (const use of useCatalog) {
    it(`of ${use.label} is one sentence each, with the document and section that it comes from`, () => {
      for (const { statement, source } of statementsOf(use)) {
        assert.match(statement, /^[A-Z"][^]*\.$/, statement);
        assert.doesNotMatch(statement.replaceAll('/cacerts.jsp', '').replaceAll('.com', ''), /[.?!] [A-Z]/, statement);
        assert.ok(statement.length <= 160, `${statement.length}: ${statement}`);
        assert.ok(source.document.length > 0 && source.section.length > 0, statement);
      }
    });

    it(`of ${use.label} in the summary needs no knowledge of certificates`, () => {
      assert.doesNotMatch(use.summary, /\b(EKU|PKI|TLS|mTLS|CRL|OCSP|SAML|CSR|PEM|JWT|X\.509|intermediate|chain)\b/);
      const sentences = use.summary.split(/(?<=\.) (?=[A-Z])/);
      assert.ok(sentences.length >= 3 && sentences.length <= 6, `${sentences.length} sentences`);
      assert.match(use.breaks, /^[A-Z][^]*\.$/);
    });
  }

  it('is marked as less than certain wherever it is not simply written in its source', () => {
    for (const use of useCatalog) {
      for (const { statement, confidence, doubt } of statementsOf(use)) {
        if (confidence === 'C') assert.ok(doubt, statement);
        if (doubt !== undefined) assert.match(doubt, /\.$/, statement);
      }
    }
  });

  it('never rests on one third party without saying so', () => {
    const weak = useCatalog.flatMap(statementsOf).filter(({ confidence }) => confidence === 'C');
    assert.deepEqual(
      weak.map(({ source }) => source.document),
      ['salesforcedictionary.com'],
    );
    assert.match(weak[0]?.doubt ?? '', /third party/);
  });

  it('quotes at most twelve words', () => {
    for (const { statement, doubt } of useCatalog.flatMap(statementsOf)) {
      for (const [, quote] of `${statement} ${doubt ?? ''}`.matchAll(/"([^"]+)"/g)) {
        assert.ok((quote as string).split(' ').length <= 12, quote);
      }
    }
  });

  it('says that a source was silent rather than guess', () => {
    for (const use of useCatalog) {
      for (const name of ruleNames.filter((one) => use[one].value === 'unknown')) {
        assert.match(use[name].statement, /not (say|stated)|says more|No source|no page/, `${use.id} ${name}`);
      }
    }
  });
});

describe('the uses as Salesforce describes them', () => {
  it('are renewed by Salesforce for its own certificate, by the remote party for its server, by the customer else', () => {
    assert.deepEqual(
      useCatalog.map(({ rotates }) => rotates.who),
      ['salesforce', 'customer', 'remote', 'customer', 'customer', 'customer', 'customer', 'customer'],
    );
  });

  it('are judged by the caller, by the list of the org, by the target, or by one pinned certificate', () => {
    assert.deepEqual(
      useCatalog.map(({ trustModel }) => trustModel),
      ['caller-list', 'caller-list', 'org-list', 'org-list', 'org-list', 'target-decides', 'pinned', 'pinned'],
    );
  });

  it('demand client authentication of those who come in, and leave it to the target going out', () => {
    assert.deepEqual(
      useCatalog.map(({ purposeNeeded }) => purposeNeeded),
      ['serverAuth', 'serverAuth', 'serverAuth', 'clientAuth', 'clientAuth', 'target-decides', 'none', 'none'],
    );
  });

  it('say the same in the purpose and in the sentence behind it', () => {
    const wanted: Record<Use['purposeNeeded'], RuleValue> = {
      serverAuth: 'required',
      clientAuth: 'required',
      'target-decides': 'target-decides',
      none: 'not-needed',
    };
    for (const use of useCatalog) assert.equal(use.purpose.value, wanted[use.purposeNeeded], use.id);
  });

  it('allow a private CA outbound and for pinned certificates only', () => {
    assert.deepEqual(column('privateCa'), [
      'not-needed',
      'unknown',
      'forbidden',
      'forbidden',
      'forbidden',
      'allowed',
      'allowed',
      'allowed',
    ]);
  });

  it('tell that a page of Salesforce Help words the demand for a listed root more narrowly', () => {
    for (const id of ['inbound-user-mtls', 'inbound-api-mtls'] as const) {
      const { conflict } = useById(id).privateCa;
      assert.match(conflict?.statement ?? '', /public authorities only/);
      assert.equal(conflict?.source.document, 'Salesforce Help');
    }
  });

  it('allow self-signed certificates where Salesforce presents or pins them', () => {
    assert.deepEqual(column('selfSigned'), [
      'not-needed',
      'unknown',
      'forbidden',
      'forbidden',
      'forbidden',
      'allowed',
      'allowed',
      'allowed',
    ]);
  });

  it('want the chain sent wherever Salesforce or a visitor looks for a root', () => {
    assert.deepEqual(column('chainMustBeSent'), [
      'not-needed',
      'required',
      'required',
      'required',
      'required',
      'target-decides',
      'not-needed',
      'not-needed',
    ]);
  });

  it('want the private key in the org where the org proves something with it', () => {
    const inOrg = useCatalog.filter((use) => use.privateKeyInOrg.value === 'required').map(({ id }) => id);
    assert.deepEqual(inOrg, ['custom-domain', 'outbound-apex-mtls', 'outbound-sso']);
  });

  it('know of revocation checks for API clients always, and for users on request', () => {
    assert.equal(useById('inbound-api-mtls').revocation.value, 'required');
    assert.match(useById('inbound-api-mtls').revocation.doubt ?? '', /not stated/);
    assert.equal(useById('inbound-user-mtls').revocation.value, 'allowed');
    assert.equal(useById('outbound-apex-one-way-tls').revocation.value, 'unknown');
  });

  it('do not claim that single sign-on minds expiry dates, as no source says so', () => {
    assert.equal(useById('inbound-sso').datesEnforced.value, 'unknown');
    assert.equal(useById('outbound-sso').datesEnforced.value, 'unknown');
  });

  it('tell user logins and API clients apart as two features', () => {
    const also = (id: (typeof ids)[number]): string =>
      useById(id)
        .also.map(({ statement }) => statement)
        .join(' ');
    assert.match(also('inbound-user-mtls'), /another feature than mutual authentication for APIs/);
    assert.match(also('inbound-user-mtls'), /not for API calls/);
    assert.match(also('inbound-api-mtls'), /not for browsers/);
  });

  it('say that an uploaded certificate enforces nothing by itself', () => {
    const fact = useById('inbound-api-mtls').also.find(({ statement }) => statement.includes('enforces nothing'));
    assert.equal(fact?.source.section, 'Certificate Identity Verification');
    assert.equal(fact?.confidence, 'A');
  });

  it('say that one certificate of the org serves outbound messages, delegated authentication and SAML', () => {
    for (const id of ['outbound-apex-mtls', 'outbound-sso'] as const) {
      const fact = useById(id).also.find(({ source }) => source.section === 'API Client Certificate');
      assert.match(fact?.statement ?? '', /SAML/, id);
      assert.match(fact?.statement ?? '', /[Oo]utbound messages/, id);
      assert.match(fact?.statement ?? '', /delegated authentication/, id);
    }
  });
});
