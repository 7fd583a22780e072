import { policyRule } from '../../policy/index.ts';
import { mutualAuthentication } from '../../uses/documents.ts';
import { outboundApexMtls } from '../../uses/outbound-apex-mtls.ts';
import { noted, refused, unknown } from './reason.ts';
import type { ServerReason } from './reason.ts';
import type { SeenServer } from './seen-server.ts';

const spoken = policyRule('salesforce.tls');
const tooOld: readonly (string | null)[] = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1'];

/** Why a server was not reached. */
export function notReached({ problem, status }: SeenServer): ServerReason {
  return unknown({
    code: 'not-reached',
    message: problem ?? 'It was not reached.',
    rule: { document: 'RFC 8446', section: '4.4.2' },
    remedy:
      status === 'not-tls'
        ? 'Check the port; an encrypted service speaks TLS from the first byte on.'
        : 'Check name and port, and whether a firewall lets this computer in; Salesforce may reach the server from elsewhere.',
    who: 'caller',
  });
}

/** What the connection itself tells: version, a client certificate that is asked for, an end that came too soon. */
export function connectionReasons({
  protocol,
  clientCertificate,
  problem,
  alternativeUnknown,
}: SeenServer): ServerReason[] {
  const reasons: ServerReason[] = [];
  if (tooOld.includes(protocol)) {
    reasons.push(
      refused({
        code: 'protocol-too-old',
        message: `The server chose ${protocol} of all versions of TLS; ${spoken.text}`,
        rule: spoken.source,
        remedy: 'Turn on TLS 1.2 and 1.3 on the server.',
      }),
    );
  }
  // Where somebody's own client calls an API, Salesforce as the caller is beside the point.
  if (clientCertificate.required === true && !clientCertificate.applicationLayer) {
    reasons.push(
      noted({
        code: 'client-certificate-required',
        message: 'The server lets nobody in without a client certificate.',
        rule: outboundApexMtls.privateKeyInOrg.source,
        remedy:
          'Choose a certificate of Certificate and Key Management in the Named Credential (or in code, setClientCertificateName), ' +
          'and have the operator of the server trust it.',
        who: 'caller',
      }),
    );
  }
  const { offered } = clientCertificate;
  if (offered && offered.accepted !== true) reasons.push(notTaken(offered));
  reasons.push(...notAdmitted(clientCertificate));
  if (alternativeUnknown !== undefined) {
    reasons.push(
      unknown({
        code: 'alternative-unknown',
        message: `Whether it has another certificate for clients that take ${alternativeUnknown} keys was not seen: the time was over.`,
        rule: { document: 'RFC 8446', section: '4.2.3' },
        remedy: 'Look again with a longer --timeout.',
        who: 'caller',
      }),
    );
  }
  if (problem !== undefined && clientCertificate.required !== true) {
    reasons.push(
      unknown({
        code: 'handshake-failed',
        message: problem,
        rule: { document: 'RFC 8446', section: '6.2' },
        remedy: 'See in the log of the server why it ended the connection.',
      }),
    );
  }
  return reasons;
}

function notTaken(offered: NonNullable<SeenServer['clientCertificate']['offered']>): ServerReason {
  const { accepted, fingerprint, problem = '' } = offered;
  return noted({
    code: 'client-certificate-refused',
    message: `${accepted === false ? 'The server does not take the client certificate that was shown.' : 'Whether the server takes the client certificate is not known.'} ${problem}`,
    rule: outboundApexMtls.trust.source,
    remedy:
      'Have the operator of the server trust the certificate or the authority above it, and see that it is valid, is for clients ' +
      '(extended key usage clientAuth), and is sent with its intermediates.',
    who: 'server-operator',
    certificate: fingerprint,
  });
}

/** What an API said to somebody's session: it decides nothing about the server, and all for who wants in. */
function notAdmitted({ applicationLayer, offered }: SeenServer['clientCertificate']): ServerReason[] {
  if (!applicationLayer || applicationLayer.admitted === true) return [];
  const { admitted, code, error = '' } = applicationLayer;
  const what = offered ? 'with the client certificate that was shown' : 'without a client certificate';
  const told = {
    rule: mutualAuthentication('Certificate Identity Verification'),
    who: 'caller',
    ...(offered ? { certificate: offered.fingerprint } : {}),
  } as const;
  if (admitted === null) {
    const message = `Whether the API lets this session in ${what} is not known. ${error}`;
    return [noted({ ...told, code: 'api-unknown', message, remedy: 'Mend what is said here, and look again.' })];
  }
  const message = `The API does not let this session in ${what}. ${error}`;
  return [noted({ ...told, code: 'api-refused', message, remedy: wayIn(offered !== undefined, code !== undefined) })];
}

function wayIn(isShown: boolean, isIdentity: boolean): string {
  if (!isShown) return 'Show the certificate of your client (--cert, --key), to see whether it gets in.';
  return isIdentity
    ? 'Upload this certificate to the Mutual Authentication Certificates of the org (Setup > Certificate and Key Management), or show the one that is there.'
    : "See that the certificate is valid, is for clients (extended key usage clientAuth), chains to a root on the org's list, and is sent with its intermediates.";
}
