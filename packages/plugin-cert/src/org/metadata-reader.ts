import type { Gap } from '@cert-health/core';
import { isDenied, isOutOfReach, permissions } from './access.ts';
import type { ListedComponent, OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';
import type { Component } from './component.ts';
import { eachOf } from './each-of.ts';
import { gapOf } from './gap.ts';

/** Queries that one listMetadata call may carry (Metadata API Developer Guide, listMetadata()). */
const typesACall = 3;
/** Names that one readMetadata call may carry (Metadata API Developer Guide, readMetadata()). */
const namesACall = 10;
/** Types without files of their own: an org that has the parent has them, also where its description leaves them out. */
const parents: Readonly<Record<string, string>> = { WorkflowOutboundMessage: 'Workflow' };
/** Calls under way for one type at a time. */
const callsAtATime = 3;

/** The components of a type, as far as they could be read. */
export interface ReadComponents {
  /** False: the org lacks the type, so nothing can be there. */
  readonly known: boolean;
  readonly components: readonly (Component & { readonly id?: string })[];
  readonly gaps: readonly Gap[];
  /** Components of managed packages that the org lists and does not show. */
  readonly hidden: number;
}

type Listing = ReadonlyMap<string, readonly ListedComponent[] | OrgApiError>;

/**
 * Reads components through the Metadata API in few calls: types are described once and listed three a call, for all
 * sources together; components are read ten a call. A refusal is not asked for twice.
 */
export class MetadataReader {
  readonly #api: OrgApi;
  readonly #wanted: readonly string[];
  readonly #skipped: Gap | undefined;
  #described: Promise<ReadonlySet<string> | undefined> | undefined;
  #listed: Promise<Listing> | undefined;

  /**
   * @param wanted The types that will be asked for with `all`.
   * @param skipped Why the Metadata API is not to be used at all, if it is not.
   */
  constructor(api: OrgApi, wanted: readonly string[], skipped?: Gap) {
    this.#api = api;
    this.#wanted = wanted;
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
    let listed: readonly ListedComponent[] | OrgApiError | undefined;
    try {
      this.#listed ??= this.#list();
      listed = (await this.#listed).get(type);
    } catch (error) {
      return nothing(this.#gap(error, what));
    }
    if (listed === undefined || (listed instanceof OrgApiError && listed.code === 'INVALID_TYPE')) {
      return { ...nothing(), known: false };
    }
    if (listed instanceof OrgApiError) return nothing(this.#gap(listed, what));
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
        await this.#describe();
        const batch = names.slice(start, start + namesACall);
        found[start / namesACall] = (await this.#api.readMetadata(type, batch)) as Component[];
      } catch (error) {
        gaps.push(this.#gap(error, what));
      }
    });
    return { components: found.flat(), gaps: distinct(gaps) };
  }

  #gap(error: unknown, what: string): Gap {
    // Only a query hides what is denied behind INVALID_TYPE.
    if (error instanceof OrgApiError && error.code === 'INVALID_TYPE') {
      return { status: 'failed', detail: `The org does not know the metadata type of ${what}; look in Setup.` };
    }
    return gapOf(error, what, permissions.readMetadata, this.#api);
  }

  /** The types that the org has; undefined when it does not say. Throws when nothing else need be asked. */
  #describe(): Promise<ReadonlySet<string> | undefined> {
    this.#described ??= this.#api.metadataTypes().catch((error: unknown) => {
      if (isDenied(error) || isOutOfReach(error)) throw error;
      return undefined;
    });
    return this.#described;
  }

  async #list(): Promise<Listing> {
    const described = await this.#describe();
    const types = this.#wanted.filter(
      (type) => !described || described.has(type) || described.has(parents[type] ?? ''),
    );
    const batches = Array.from({ length: Math.ceil(types.length / typesACall) }, (_, batch) =>
      types.slice(batch * typesACall, (batch + 1) * typesACall),
    );
    const listing = new Map<string, ListedComponent[] | OrgApiError>();
    await eachOf(batches, callsAtATime, (batch) => this.#listBatch(batch, listing));
    return listing;
  }

  /** One type that cannot be listed must not take the two beside it along. */
  async #listBatch(types: readonly string[], listing: Map<string, ListedComponent[] | OrgApiError>): Promise<void> {
    try {
      const listed = await this.#api.listMetadata(types);
      for (const type of types) {
        listing.set(
          type,
          listed.filter((component) => component.type === type),
        );
      }
    } catch (error) {
      if (!(error instanceof OrgApiError) || isOutOfReach(error)) throw error;
      if (types.length === 1 || (isDenied(error) && error.code !== 'INVALID_TYPE')) {
        for (const type of types) listing.set(type, error);
      } else {
        for (const type of types) await this.#listBatch([type], listing);
      }
    }
  }
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
