import type { Check, CheckResult, Observation } from '../../checks/index.ts';
import type { Severity } from '../../findings/index.ts';
import { outboundApexOneWayTls } from '../../uses/outbound-apex-one-way-tls.ts';
import type { JudgedServer } from './judge-servers.ts';
import type { ServerReason, ServerReasonCode } from './reason.ts';

/** Id of the source that servers which were looked at are held in. */
export const SERVERS = 'network.servers';

/** What is the matter, behind "Salesforce does not accept HOST:". */
const clauses: Partial<Record<ServerReasonCode, string>> = {
  'chain-incomplete': 'its chain is not complete',
  'chain-order': 'its chain is in the wrong order',
  'root-not-listed': 'its root is not on the list',
  'self-signed': 'its certificate is self-signed',
  'signature-invalid': 'a signature in its chain is wrong',
  expired: 'a certificate of its chain has expired',
  'not-yet-valid': 'a certificate of its chain is not valid yet',
  'name-mismatch': 'its certificate is for other names',
  'weak-key': 'a key in its chain is too weak',
  'weak-signature': 'a signature in its chain is too weak',
  'purpose-missing': 'its certificate is not for servers',
  'protocol-too-old': 'its version of TLS is too old',
  revoked: 'its certificate was revoked',
};

/** What was found out about servers, as a check that a report can hold. */
export function serverCheck(servers: readonly JudgedServer[]): Check {
  const { source } = outboundApexOneWayTls.trust;
  return {
    id: 'server-not-accepted',
    title: 'A server is one that Salesforce, as the caller, does not accept.',
    severity: 'critical',
    source,
    needs: 'what the server sends, and the list of roots that Salesforce trusts (/cacerts.jsp)',
    inputs: ['certificates'],
    remedy: 'Have the operator of the server install a chain that Salesforce accepts.',
    run: () => ({
      observations: servers.flatMap((server) => server.reasons.flatMap((reason) => observed(server, reason))),
      notChecked: servers.flatMap(unknownOf),
    }),
  };
}

function observed(server: JudgedServer, reason: ServerReason): Observation[] {
  const { code, consequence, message, remedy, certificate } = reason;
  if (isNotKnown(reason)) return [];
  const isRefused = consequence === 'refused';
  const clause = clauses[code] ?? 'a certificate of its chain breaks a rule';
  const whose = reason.chain === 'alternative' ? ` (${server.alternative?.keyType})` : '';
  return [
    {
      severity: severityOf(server, reason),
      title: isRefused
        ? `Salesforce does not accept ${server.target}${whose}: ${clause}`
        : `${server.target}: ${message}`,
      detail: message,
      remedy,
      evidence: { target: server.target, code, rule: reason.rule, who: reason.who },
      holding: { source: SERVERS, name: server.target },
      use: 'outbound-apex-one-way-tls',
      ...(certificate === undefined ? {} : { certificate }),
      discriminator: [code, certificate, reason.chain].filter(Boolean).join('/'),
    },
  ];
}

/** Also where it is about the client and leaves the verdict on the server as it is. */
const isNotKnown = ({ consequence, code }: ServerReason): boolean =>
  consequence === 'unknown' || code === 'api-unknown';

function severityOf({ accepted, clientCertificate }: JudgedServer, { code, consequence }: ServerReason): Severity {
  // Who shows a certificate wants to be let in.
  if (code === 'api-refused') return clientCertificate.offered === null ? 'info' : 'critical';
  if (code === 'client-certificate-refused') return clientCertificate.accepted === false ? 'critical' : 'warning';
  if (consequence !== 'refused') return 'info';
  // Of two chains only one may be wrong, and nobody knows which one Salesforce meets.
  return accepted === false ? 'critical' : 'warning';
}

function unknownOf({ target, reasons }: JudgedServer): CheckResult['notChecked'] {
  return reasons.filter(isNotKnown).map(({ message }) => ({ subject: target, reason: `${target}: ${message}` }));
}
