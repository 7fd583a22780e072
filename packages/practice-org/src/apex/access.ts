import { recordObjects } from '@cert-health/core';
import type { Call } from '../server/route.ts';
import { handled } from './apex-refusal.ts';
import type { ApexRefusal } from './apex-refusal.ts';
import { label } from './deployed-app.ts';

/** A refusal in the words of the app's own label. Source: force-app/main/health/classes/OrgAccess.cls. */
export function refusal({ org }: Call, name: string, filling?: string): ApexRefusal {
  return handled(label(org, name, filling));
}

export function requirePermission(call: Call, permission: string): void {
  if (!call.user.has(permission))
    throw refusal(call, permission === 'CertHealth_Waive' ? 'CertHealth_Access_Waive' : 'CertHealth_Access_Admin');
}

export function requireRead(call: Call): void {
  if (!recordObjects.every((object) => call.user.mayRead(object))) throw refusal(call, 'CertHealth_Access_Read');
}

export function mayDecide({ user }: Call): boolean {
  return user.mayEdit('CertHealth_Finding__c');
}

export function requireDecide(call: Call): void {
  if (!mayDecide(call)) throw refusal(call, 'CertHealth_Access_Decide');
}
