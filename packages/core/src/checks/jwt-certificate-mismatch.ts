import type { Holding } from '../inventory/index.ts';
import { heldChain } from '../inventory/index.ts';
import { referrerOf } from '../uses/index.ts';
import type { ResolvedUse } from '../uses/index.ts';
import type { Certificate } from '../x509/model.ts';
import { toHex } from '../x509/index.ts';
import type { Check, CheckContext, Observation } from './check.ts';
import { nameOf, referTo } from './check.ts';
import { useFields, usesOf, whatStops } from './uses-of-holding.ts';

/** Fields that carry the certificate by which an app's tokens are verified. */
const VERIFIES = new Set(['ConnectedApp.oauthConfig.certificate', 'ExtlClntAppGlobalOauthSettings.certificate']);
/** Fields that name the key pair by which tokens are signed. */
const SIGNS = /Auth\.JWS$|jwtSigningCertificate|JwtSigningCertificate|^ExternalCredential|signWithCertificate$/;

/** An app verifies tokens with another key than the one of the org's certificate of the same name. */
export const jwtCertificateMismatch: Check = {
  id: 'jwt-certificate-mismatch',
  title: 'An app verifies tokens with another key than the one they are signed with.',
  severity: 'warning',
  source: { document: 'RFC 7523', section: '3', url: 'https://www.rfc-editor.org/rfc/rfc7523#section-3' },
  needs: 'the certificate in the app, the key pairs, and what signs with them',
  inputs: ['every-list', 'configuration'],
  remedy: 'Upload the certificate of the key pair that signs to the app.',
  run(context) {
    const bySubject = Map.groupBy(keyPairsIn(context), ({ leaf }) => leaf.subject.canonical);
    return {
      observations: context.inventory.holdings.flatMap((holding) => {
        const leaf = heldChain(holding.certificates)?.leaf;
        const uses = usesOf(context, holding).uses.filter(({ reference }) => VERIFIES.has(reference.field));
        const pairs = leaf && uses.length > 0 ? bySubject.get(leaf.subject.canonical) : undefined;
        return leaf && pairs ? (judge(leaf, holding, uses, pairs) ?? []) : [];
      }),
      notChecked: [],
    };
  },
};

interface KeyPair {
  readonly holding: Holding;
  readonly leaf: Certificate;
  /** What signs with it. */
  readonly signs: readonly ResolvedUse[];
}

function keyPairsIn(context: CheckContext): KeyPair[] {
  return context.inventory.holdings.flatMap((holding): KeyPair[] => {
    const leaf = holding.kind === 'keyPair' ? heldChain(holding.certificates)?.leaf : undefined;
    if (!leaf) return [];
    const signs = usesOf(context, holding).uses.filter(({ reference }) => SIGNS.test(reference.field));
    return [{ holding, leaf, signs }];
  });
}

/** The subject ties the two together: the one that Salesforce makes for a certificate names the org and its label. */
function judge(
  leaf: Certificate,
  holding: Holding,
  uses: readonly ResolvedUse[],
  pairs: readonly KeyPair[],
): Observation | undefined {
  const signers = pairs.filter(({ signs }) => signs.length > 0);
  const [pair] = signers.length > 0 ? signers : pairs;
  const key = toHex(leaf.publicKey.spki);
  const fits = (signers.length > 0 ? signers : pairs).some((one) => toHex(one.leaf.publicKey.spki) === key);
  if (fits || !pair) return undefined;
  const signing = pair.signs[0] && referrerOf(pair.signs[0].reference);
  return {
    severity: signing === undefined ? 'info' : 'warning',
    title:
      signing === undefined
        ? `${nameOf(holding)} would refuse tokens signed with ${nameOf(pair.holding)}: it holds another key of that name`
        : `${nameOf(holding)} refuses the tokens that ${signing} signs: it holds another key of that name`,
    detail:
      `The certificate in the app has the subject of "${nameOf(pair.holding)}" in Certificate and Key Management and another key, as after a ` +
      `renewal that did not reach the app. ${signing === undefined ? '' : whatStops(uses, 'If these tokens are for this app,')}`.trimEnd(),
    remedy: `Download the certificate under Setup > Certificate and Key Management > ${nameOf(pair.holding)} and upload it to the app "${nameOf(holding)}" for digital signatures.`,
    evidence: {
      subject: leaf.subject.text,
      appCertificate: leaf.fingerprint,
      appCertificateEnds: leaf.notAfter.toISOString(),
      keyPair: pair.holding.name,
      keyPairCertificate: pair.leaf.fingerprint,
      signedBy: pair.signs.map(({ reference }) => `${reference.field} of ${reference.name}`),
    },
    holding: referTo(holding),
    ...useFields(uses),
    certificate: leaf.fingerprint,
  };
}
