import { describe } from 'node:test';
import {
  ca,
  known,
  leaf,
  mappedTo,
  nobody,
  presenting,
  root,
  strangeRoot,
  trusting,
  unknown,
  userAttempt,
  withNothing,
} from './attempts.ts';
import { called, ended, forServers, leafRevoked, listed, renewed, rootList } from './clients.ts';
import { rows } from './table.ts';

describe('people who log in with a certificate (taxonomy, Inbound User mTLS)', () => {
  rows([
    { says: 'grants the user to whom the certificate is mapped', attempt: userAttempt(), verdict: 'granted' },
    {
      says: 'compares usernames without regard to case',
      attempt: userAttempt({ user: { username: 'Billing@Acme.example', active: known(true) } }),
      verdict: 'granted',
    },
    {
      says: 'asks for no port: people log in at the My Domain address',
      attempt: userAttempt(called('acme.my.salesforce.com', 443)),
      verdict: 'granted',
    },
    {
      says: 'refuses any other address',
      attempt: userAttempt(called('login.salesforce.com', 443)),
      verdict: 'refused',
      decidedBy: 'my-domain',
    },
    {
      says: 'refuses who presents nothing',
      attempt: withNothing(userAttempt()),
      verdict: 'refused',
      decidedBy: 'chain-sent',
      outcomes: { mapped: 'not-applicable' },
    },
    {
      says: 'refuses the certificate of somebody else',
      attempt: userAttempt({ mapped: known([mappedTo('priya@acme.example', leaf)]) }),
      verdict: 'refused',
      decidedBy: 'mapped',
      detail: /mapped to priya@acme\.example, not to/,
    },
    {
      says: 'refuses one that nobody has, though it passes the handshake',
      attempt: userAttempt({ mapped: known([mappedTo('billing@acme.example', renewed)]) }),
      verdict: 'refused',
      decidedBy: 'mapped',
      outcomes: { 'root-listed': 'pass' },
    },
    {
      says: 'refuses one that nobody has also while nobody is named',
      attempt: nobody(userAttempt({ mapped: known([]) })),
      verdict: 'refused',
      decidedBy: 'mapped',
    },
    {
      says: 'does not know whom it is for while nobody is named',
      attempt: nobody(userAttempt()),
      verdict: 'unknown',
      decidedBy: 'mapped',
    },
    {
      says: 'does not know while the org does not say whose it is',
      attempt: userAttempt({ mapped: known([mappedTo(null, leaf)]) }),
      verdict: 'unknown',
      decidedBy: 'mapped',
    },
    {
      says: 'does not know while an upload cannot be read',
      attempt: userAttempt({ mapped: known([mappedTo('billing@acme.example')]) }),
      verdict: 'unknown',
      decidedBy: 'mapped',
    },
    {
      says: 'does not know while user certificates could not be read',
      attempt: userAttempt({ mapped: unknown('May not read.', 'Manage Internal Users') }),
      verdict: 'unknown',
      decidedBy: 'mapped',
    },
    {
      says: 'refuses a user who is not active',
      attempt: userAttempt({ user: { username: 'billing@acme.example', active: known(false) } }),
      verdict: 'refused',
      decidedBy: 'mapped',
    },
    {
      says: 'refuses a chain that is not sent',
      attempt: userAttempt({ presented: presenting(leaf) }),
      verdict: 'refused',
      decidedBy: 'chain-sent',
    },
    {
      says: 'refuses a certificate that ended',
      attempt: userAttempt(listed(ended, ca)),
      verdict: 'refused',
      decidedBy: 'dates',
    },
    {
      says: 'refuses a certificate for servers only',
      attempt: userAttempt(listed(forServers, ca)),
      verdict: 'refused',
      decidedBy: 'purpose',
    },
    {
      says: 'refuses a root that is not on the list',
      attempt: userAttempt({ roots: trusting(strangeRoot), presented: presenting(leaf, ca, root) }),
      verdict: 'refused',
      decidedBy: 'root-listed',
    },
    {
      says: 'refuses a revoked certificate',
      attempt: userAttempt({ crls: [leafRevoked, rootList] }),
      verdict: 'refused',
      decidedBy: 'revocation',
    },
    {
      says: 'does not know without an answer on revocation',
      attempt: userAttempt({ crls: [] }),
      verdict: 'unknown',
      decidedBy: 'revocation',
    },
  ]);
});
