import type { SignatureVerifier } from '../../chain/index.ts';
import { checkCatalog } from '../../checks/index.ts';
import { citationOf } from '../../findings/index.ts';
import type { Use } from '../../uses/index.ts';
import type { Certificate } from '../../x509/index.ts';
import { evaluate } from '../evaluate.ts';
import { asSentence } from './reason.ts';
import type { Reason } from './reason.ts';
import { SERVER, trialOf } from './trial.ts';

/** Where a check counts: wherever the certificate is used, where a server shows it, where a client does. */
type Where = 'anywhere' | 'server' | 'client';

/** Checks that say whether it is accepted. */
const deciding: Readonly<Record<string, Where>> = {
  expired: 'anywhere',
  'not-yet-valid': 'anywhere',
  'client-auth-missing': 'client',
  'server-auth-missing': 'server',
  'custom-domain-names': 'server',
  'validity-too-long': 'server',
  'weak-key': 'anywhere',
  'weak-signature': 'anywhere',
  'chain-incomplete': 'anywhere',
  'chain-not-genuine': 'anywhere',
  'distrusted-root': 'server',
};

/** Checks that say what to know of one that is accepted today. The others are about orgs as a whole. */
const remarking: Readonly<Record<string, Where>> = {
  expiring: 'anywhere',
  'client-auth-ending': 'client',
  'dual-purpose-public': 'server',
  'retiring-root': 'server',
  'sso-short-lived': 'anywhere',
};

/** What the checks of an org say of a certificate that would serve this use. */
export async function reasonsOfChecks(
  use: Use,
  certificates: readonly Certificate[],
  at: Date,
  signatures: SignatureVerifier | undefined,
): Promise<Reason[]> {
  const checks = checkCatalog.filter(({ id }) => countsFor(deciding[id] ?? remarking[id], use));
  const { findings, notChecked } = await evaluate(trialOf(use, certificates), {
    at,
    generatedAt: at,
    checks,
    ...(signatures ? { signatures } : {}),
  });
  const found = findings.map(({ check, severity, title, detail, source }): Reason => ({
    // What only warns may be refused: that is not known.
    weighs: !(check in deciding) ? 'remark' : severity === 'critical' ? 'no' : 'unknown',
    text: `${asSentence(title)} ${detail.replace('It is used for', 'It would be used for').replaceAll(SERVER, 'the server')}`,
    rule: source,
  }));
  const open = notChecked.map((entry): Reason => ({
    weighs: entry.check in deciding ? 'unknown' : 'remark',
    text: asSentence(entry.reason),
    rule: citationOf((checks.find(({ id }) => id === entry.check) ?? use.trust).source),
  }));
  return [...found, ...open];
}

function countsFor(where: Where | undefined, { purposeNeeded }: Use): boolean {
  if (where === 'server') return purposeNeeded === 'serverAuth';
  if (where === 'client') return purposeNeeded === 'clientAuth' || purposeNeeded === 'target-decides';
  return where === 'anywhere';
}
