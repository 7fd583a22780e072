/**
 * Page references as the fragment of the page's address, so that the browser's back button and bookmarks work:
 * `#c__page=certificate&c__record=a00…` is the app's tab with that state.
 */
import type { PageReference } from './page-reference.ts';

const tab = 'Certificate_Health';

export function currentReference(): PageReference {
  const state = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  return { type: 'standard__navItemPage', attributes: { apiName: tab }, state };
}

/** The address that a reference leads to. Records of certificates lead to the app's page of a certificate. */
export function addressOf({ type, attributes = {}, state = {} }: PageReference): string {
  switch (type) {
    case 'standard__webPage':
      return attributes['url'] ?? '';
    case 'standard__recordPage':
      return fragment({ c__page: 'certificate', c__record: attributes['recordId'] ?? '' });
    case 'standard__navItemPage':
    case 'standard__component':
    case 'standard__app':
      return fragment(state);
    default:
      throw new Error(`The practice org has no page of the type ${type}.`);
  }
}

/** For a component that is shown alone on its record page. */
export function recordIdOfAddress(): string | undefined {
  return currentReference().state?.['c__record'] ?? undefined;
}

function fragment(state: Readonly<Record<string, string | null | undefined>>): string {
  const kept = Object.entries(state).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return `#${new URLSearchParams(kept).toString()}`;
}
