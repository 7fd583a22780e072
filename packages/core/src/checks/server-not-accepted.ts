import type { Severity } from '../findings/index.ts';
import type { Holding } from '../inventory/index.ts';
import { SERVERS } from '../inventory/index.ts';
import { trustedRoots } from '../uses/documents.ts';
import { endpointOf } from '../uses/endpoint.ts';
import { referrerOf } from '../uses/index.ts';
import type { UseMap } from '../uses/index.ts';
import type { Check, CheckContext, CheckResult, Observation } from './check.ts';
import { gather, isUnread, notRead } from './check.ts';
import type { KnownReason, KnownServer } from './known-server.ts';
import { wordsFor } from './known-server.ts';
import { isCall, isJudgedByOrgList, useFields, usesOf } from './uses-of-holding.ts';

/** A server that was looked at would be refused by Salesforce as the caller. */
export const serverNotAccepted: Check = {
  id: 'server-not-accepted',
  title: 'A server is one that Salesforce, as the caller, does not accept.',
  severity: 'critical',
  source: trustedRoots('Outbound callouts'),
  needs: 'what the called servers send (--network all)',
  inputs: ['certificates', 'configuration', 'servers'],
  also: ['org-list'],
  remedy: 'Have the operator of the server install a chain that Salesforce accepts.',
  servers: true,
  run(context) {
    const { servers, uses } = context;
    if (!servers) return gather([]);
    return gather([...servers.map((server) => judge(server, context)), { notChecked: notLookedAt(uses) }]);
  },
};

function judge(server: KnownServer, context: CheckContext): Partial<CheckResult> {
  const holdings = context.inventory.holdings.filter(
    (one) => one.source === SERVERS && (one.server ?? one.name) === server.target,
  );
  const unread = holdings.filter(isUnread).map(notRead);
  if (unread.length > 0) return { notChecked: unread };
  const unknown = server.reasons.filter(isNotKnown);
  const told = unknown.filter(({ code }) => code === 'root-list-unknown' && isToldOfRoots(holdings, context));
  return {
    observations: server.reasons.flatMap((reason) => observe(reason, server, holdings, context)),
    notChecked: unknown
      .filter((reason) => !told.includes(reason))
      .map(({ message }) => ({ subject: server.target, reason: message })),
    unsettled: told.length > 0 ? [server.target] : [],
  };
}

/** That the list is missing is said once, for all that it decides about. */
function isToldOfRoots(holdings: readonly Holding[], context: CheckContext): boolean {
  if (context.trustStore || context.settings.checksOff?.includes('trust-not-verified')) return false;
  return holdings.some((holding) => usesOf(context, holding).uses.some(isJudgedByOrgList));
}

function observe(
  reason: KnownReason,
  server: KnownServer,
  holdings: readonly Holding[],
  context: CheckContext,
): Observation[] {
  const { code, consequence, message, remedy, who, certificate, chain } = reason;
  if (isNotKnown(reason)) return [];
  const isRefused = consequence === 'refused';
  const { clause, check } = wordsFor(reason);
  const name = chain === 'alternative' ? `${server.target} (${server.alternative?.keyType})` : server.target;
  const holding = holdings.find((one) => one.name === name);
  // Of what nothing is known to call, other checks cannot say what fails.
  const uses = holding ? usesOf(context, holding).uses : [];
  return [
    {
      severity: severityOf(server, reason),
      title: isRefused ? `Salesforce does not accept ${name}: ${clause}` : `${name}: ${message}`,
      detail: message,
      remedy: who === 'server-operator' ? `For the operator of the server: ${remedy}` : remedy,
      evidence: { target: server.target, code, rule: reason.rule, who },
      holding: { source: SERVERS, name },
      use: 'outbound-apex-one-way-tls',
      ...useFields(uses),
      ...(certificate === undefined ? {} : { certificate }),
      discriminator: [code, certificate].filter(Boolean).join('/'),
      ...(isRefused && check !== undefined ? { alike: { check, told: uses.length > 0 ? 'that' : 'this' } } : {}),
    },
  ];
}

/** Also where it is about the client and leaves the verdict on the server as it is. */
const isNotKnown = ({ consequence, code }: KnownReason): boolean => consequence === 'unknown' || code === 'api-unknown';

function severityOf({ accepted, clientCertificate }: KnownServer, { code, consequence }: KnownReason): Severity {
  // Who shows a certificate wants to be let in.
  if (code === 'api-refused') return clientCertificate.offered === null ? 'info' : 'critical';
  if (code === 'client-certificate-refused') return clientCertificate.accepted === false ? 'critical' : 'warning';
  if (consequence !== 'refused') return 'info';
  // Of two chains only one may be wrong, and nobody knows which one Salesforce meets.
  return accepted === false ? 'critical' : 'warning';
}

/** Calls of a server that is not among those that were looked at, as with an address that is only put together at run time. */
function notLookedAt({ uses }: UseMap): CheckResult['notChecked'] {
  return uses
    .filter((one) => isCall(one) && !one.holding)
    .map(({ name, label, target, reference }) => {
      const why = target !== undefined && endpointOf(target) ? 'was not looked at' : 'is only known at run time';
      return { subject: name, reason: `The server of ${referrerOf(reference)} (${label}) ${why}.` };
    });
}
