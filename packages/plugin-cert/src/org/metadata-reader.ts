import type { Gap } from '@cert-health/core';
import { isSessionExpired, permissions } from './access.ts';
import type { ListedComponent, OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';
import type { Component } from './component.ts';
import { eachOf } from './each-of.ts';
import { gapOf } from './gap.ts';
import { MetadataLists } from './metadata-lists.ts';
import type { OwnPermissions } from './own-permissions.ts';

/** Names that one readMetadata call may carry (Metadata API Developer Guide, readMetadata()). */
const namesACall = 10;
/** Calls under way for one type at a time. */
const callsAtATime = 3;
/**
 * Types that no feature brings: a description without one is no proof that the org lacks it.
 *
 * unverified: that an org of every edition describes them.
 */
const everywhere = new Set(['ConnectedApp', 'Flow', 'SamlSsoConfig', 'WorkflowOutboundMessage']);

/** The components of a type, as far as they could be read. */
export interface ReadComponents {
  /** False: the org does not show the type. Without a gap it is known to lack it, so that nothing can be there. */
  readonly known: boolean;
  readonly components: readonly (Component & { readonly id?: string })[];
  readonly gaps: readonly Gap[];
  /** Components of managed packages that the org lists and does not show. */
  readonly hidden: number;
}

/** Reads components through the Metadata API in few calls: they are listed by all together, and read ten a call. */
export class MetadataReader {
  readonly #api: OrgApi;
  readonly #lists: MetadataLists;
  readonly #skipped: Gap | undefined;

  /**
   * @param wanted The types that will be asked for with `all`.
   * @param skipped Why the Metadata API is not to be used at all, if it is not.
   */
  constructor(api: OrgApi, wanted: readonly string[], own: OwnPermissions, skipped?: Gap) {
    this.#api = api;
    this.#lists = new MetadataLists(api, wanted, own);
    this.#skipped = skipped;
  }

  /**
   * All components of a type. Never throws for what the org answers.
   *
   * @param what What is asked for, as it stands after "may not read".
   * @param withInstalled False: those of managed packages are counted and not read.
   */
  async all(type: string, what: string, withInstalled = true): Promise<ReadComponents> {
    if (this.#skipped) return nothing(this.#skipped);
    try {
      const listed = await this.#lists.of(type);
      if (listed === undefined || (listed instanceof OrgApiError && listed.code === 'INVALID_TYPE')) {
        return await this.#lacking(type, what);
      }
      if (listed instanceof OrgApiError) return nothing(this.#gap(listed, what));
      if (listed.length === 0) return nothing(...(await this.#doubt(what)));
      return await this.#listed(type, listed, what, withInstalled);
    } catch (error) {
      return nothing(this.#gap(error, what));
    }
  }

  /** Components by name; those that do not exist are left out. Never throws for what the org answers. */
  async named(
    type: string,
    names: readonly string[],
    what: string,
  ): Promise<Pick<ReadComponents, 'components' | 'gaps'>> {
    const found: Component[][] = [];
    const gaps: Gap[] = [];
    if (this.#skipped) return { components: [], gaps: [this.#skipped] };
    const starts = Array.from({ length: Math.ceil(names.length / namesACall) }, (_, batch) => batch * namesACall);
    await eachOf(starts, callsAtATime, async (start) => {
      // After a refusal the rest would be refused too.
      if (gaps.some(({ status }) => status === 'denied')) return;
      try {
        await this.#lists.describe();
        const batch = names.slice(start, start + namesACall);
        found[start / namesACall] = (await this.#api.readMetadata(type, batch)) as Component[];
      } catch (error) {
        gaps.push(this.#gap(error, what));
      }
    });
    const components = found.flat();
    if (components.length === 0 && gaps.length === 0) gaps.push(...(await this.#doubt(what)));
    return { components, gaps: distinct(gaps) };
  }

  /**
   * How many components of a type the org lists, for comparison with what a query gave.
   *
   * @returns undefined when that cannot be told.
   */
  async countOf(type: string): Promise<number | undefined> {
    return this.#skipped ? undefined : this.#lists.countOf(type);
  }

  /** Why nothing that came is not to be believed, if it is not. */
  async #doubt(what: string): Promise<Gap[]> {
    try {
      return (await this.#lists.isBlind()) ? [blind(this.#api)] : [];
    } catch (error) {
      return [this.#gap(error, what)];
    }
  }

  async #listed(
    type: string,
    listed: readonly ListedComponent[],
    what: string,
    withInstalled: boolean,
  ): Promise<ReadComponents> {
    const asked = withInstalled ? listed : listed.filter(({ installed }) => !installed);
    const ids = new Map(asked.map(({ fullName, id }) => [fullName, id]));
    const { components, gaps } = await this.named(type, [...ids.keys()], what);
    const given = new Set(components.map(({ fullName }) => fullName));
    const missing = gaps.length > 0 ? [] : asked.filter(({ fullName }) => !given.has(fullName));
    const lost = missing.filter(({ installed }) => !installed);
    return {
      known: true,
      components: components.map((component) => withId(component, ids.get(component.fullName))),
      gaps: lost.length > 0 ? [...gaps, notGiven(what, lost)] : gaps,
      hidden: listed.length - asked.length + missing.length - lost.length,
    };
  }

  /** A type that the org does not describe, or refuses to list as if it did not have it. */
  async #lacking(type: string, what: string): Promise<ReadComponents> {
    const isDescribed = (await this.#lists.describes(type)) === true;
    if (isDescribed || everywhere.has(type)) {
      const contradiction = isDescribed
        ? `describes the metadata type ${type} and does not list it`
        : `leaves out the metadata type ${type}, which every org has`;
      return nothing({
        status: 'failed',
        detail: `The org ${contradiction}, so ${what} were not seen; look in Setup.`,
      });
    }
    const lacking = { ...nothing(), known: false };
    if ((await this.#lists.mayUse()) === true) return lacking;
    const detail = `The org does not show ${what} to ${this.#api.username}: it lacks the feature, or that user a permission such as "${permissions.readMetadata}"; look in Setup.`;
    return { ...lacking, gaps: [{ status: 'failed', detail }] };
  }

  #gap(error: unknown, what: string): Gap {
    // Only a query hides what is denied behind INVALID_TYPE.
    if (error instanceof OrgApiError && error.code === 'INVALID_TYPE') {
      return { status: 'failed', detail: `The org does not know the metadata type of ${what}; look in Setup.` };
    }
    // Who has read this far has a session that other calls accept.
    if (isSessionExpired(error)) {
      const detail = `The Metadata API refuses the session of ${this.#api.username}; log in again, and where the access token is a JWT run with --api-version 68.0 or later.`;
      return { status: 'failed', detail };
    }
    return gapOf(error, what, permissions.readMetadata, this.#api);
  }
}

function blind({ username }: OrgApi): Gap {
  const detail = `The Metadata API lists nothing at all to ${username}, which no org is like; check the session and the permission "${permissions.readMetadata}", and run again.`;
  return { status: 'failed', detail };
}

function nothing(...gaps: readonly Gap[]): ReadComponents {
  return { known: true, components: [], gaps, hidden: 0 };
}

function withId(component: Component, id: string | undefined): Component & { readonly id?: string } {
  return id ? { ...component, id } : component;
}

function notGiven(what: string, lost: readonly ListedComponent[]): Gap {
  const names = lost.map(({ fullName }) => fullName);
  const shown = names.slice(0, 5).join(', ');
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return { status: 'failed', detail: `The org lists ${what} and does not give: ${shown}${more}; look in Setup.` };
}

function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [gap.detail, gap])).values()];
}
