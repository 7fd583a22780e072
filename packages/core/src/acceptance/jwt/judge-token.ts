import { verdictOf } from '../step.ts';
import { judgeAlgorithm } from './algorithm.ts';
import { judgeApp } from './app.ts';
import { judgeAudience } from './audience.ts';
import { judgeDates } from './dates.ts';
import { judgeExpiry } from './expiry.ts';
import { judgeIssuer } from './issuer.ts';
import type { AppKeyAttempt, TokenAttempt, TokenStepId, TokenVerdict } from './model.ts';
import { judgeSameKey } from './same-key.ts';
import { judgeSignature } from './signature.ts';
import { judgeSubject } from './subject.ts';

/**
 * Would the org give access out for this token (OAuth 2.0 JWT bearer flow, RFC 7523)? Who the user is, whether the app is approved
 * for that user, and from which addresses it may come is not looked at.
 *
 * @source Salesforce Help, "OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration"
 */
export function judgeToken(attempt: TokenAttempt): TokenVerdict {
  return verdictOf<TokenStepId>([
    judgeAlgorithm(attempt),
    judgeApp(attempt),
    judgeSignature(attempt),
    judgeIssuer(attempt),
    judgeAudience(attempt),
    judgeSubject(attempt),
    judgeExpiry(attempt),
    judgeDates(attempt),
  ]);
}

/** Would the org believe what this key signs for an app? */
export function judgeAppKey(attempt: AppKeyAttempt): TokenVerdict {
  return verdictOf<TokenStepId>([judgeApp(attempt), judgeSameKey(attempt), judgeDates(attempt)]);
}
