import { isDenied, isOutOfReach, isShutOut } from './access.ts';
import type { ListedComponent, OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';
import { eachOf } from './each-of.ts';
import type { OwnPermissions } from './own-permissions.ts';

/** Queries that one listMetadata call may carry (Metadata API Developer Guide, listMetadata()). */
const typesACall = 3;
/** Types without files of their own: an org that has the parent has them, also where its description leaves them out. */
const parents: Readonly<Record<string, string>> = { WorkflowOutboundMessage: 'Workflow' };
/** Types that say whether a query that came empty is right: as many as one call lists. */
const confirming = ['Certificate', 'NamedCredential', 'ExternalCredential'];
/** A type of which every org has components. */
const neverEmpty = 'Profile';
/** Calls under way at a time. */
const callsAtATime = 3;

type List = readonly ListedComponent[] | OrgApiError;

/**
 * What the Metadata API lists, in few calls: types are described once and listed three a call, for all who ask together.
 * A refusal is not asked for twice.
 */
export class MetadataLists {
  readonly #api: OrgApi;
  readonly #wanted: readonly string[];
  readonly #permissions: OwnPermissions;
  #described: Promise<ReadonlySet<string> | undefined> | undefined;
  #listed: Promise<ReadonlyMap<string, List>> | undefined;
  #confirming: Promise<ReadonlyMap<string, List>> | undefined;
  #blind: Promise<boolean> | undefined;

  /** @param wanted The types that will be asked for with `of`. */
  constructor(api: OrgApi, wanted: readonly string[], permissions: OwnPermissions) {
    this.#api = api;
    this.#wanted = wanted;
    this.#permissions = permissions;
  }

  /**
   * The components of a type, or why the org does not list them; undefined for a type that it does not describe.
   *
   * @throws {OrgApiError} when nothing can be listed.
   */
  async of(type: string): Promise<List | undefined> {
    this.#listed ??= this.#list(this.#wanted);
    return (await this.#listed).get(type);
  }

  /** How many components of a type the org lists, for comparison with what a query gave; undefined when it does not tell. */
  async countOf(type: string): Promise<number | undefined> {
    try {
      this.#confirming ??= this.#list(confirming);
      const list = (await this.#confirming).get(type);
      if (list === undefined || list instanceof OrgApiError) return undefined;
      return list.length === 0 && (await this.isBlind()) ? undefined : list.length;
    } catch (error) {
      if (!(error instanceof OrgApiError)) throw error;
      return undefined;
    }
  }

  /** Undefined when the org does not say what it has. */
  async describes(type: string): Promise<boolean | undefined> {
    const described = await this.describe();
    return described && (described.has(type) || described.has(parents[type] ?? ''));
  }

  /** The types that the org has; undefined when it does not say. Throws when nothing else need be asked. */
  describe(): Promise<ReadonlySet<string> | undefined> {
    this.#described ??= this.#api.metadataTypes().catch((error: unknown) => {
      if (isDenied(error) || isOutOfReach(error) || isShutOut(error)) throw error;
      return undefined;
    });
    return this.#described;
  }

  /** Whether the user may use the Metadata API; undefined: the org does not say. */
  mayUse(): Promise<boolean | undefined> {
    return this.#permissions.holds('PermissionsModifyMetadata', 'PermissionsModifyAllData');
  }

  /**
   * Whether lists that came empty are not to be believed: a session that may list nothing gets empty lists. One list that
   * is not empty, of whatever type, says that this session sees.
   */
  isBlind(): Promise<boolean> {
    this.#blind ??= this.#seesNothing();
    return this.#blind;
  }

  async #seesNothing(): Promise<boolean> {
    this.#listed ??= this.#list(this.#wanted);
    const lists = [...(await this.#listed).values()];
    if (lists.length > 0 && lists.every((list) => list instanceof OrgApiError)) return true;
    if (lists.some((list) => !(list instanceof OrgApiError) && list.length > 0)) return false;
    if ((await this.describes(neverEmpty)) === true) {
      const sample = (await this.#list([neverEmpty])).get(neverEmpty);
      if (sample !== undefined && !(sample instanceof OrgApiError)) return sample.length === 0;
    }
    return (await this.mayUse()) !== true;
  }

  async #list(wanted: readonly string[]): Promise<ReadonlyMap<string, List>> {
    const described = await this.describe();
    const types = wanted.filter((type) => !described || described.has(type) || described.has(parents[type] ?? ''));
    const batches = Array.from({ length: Math.ceil(types.length / typesACall) }, (_, batch) =>
      types.slice(batch * typesACall, (batch + 1) * typesACall),
    );
    const lists = new Map<string, List>();
    await eachOf(batches, callsAtATime, (batch) => this.#listBatch(batch, lists));
    return lists;
  }

  /** One type that cannot be listed must not take the two beside it along. */
  async #listBatch(types: readonly string[], lists: Map<string, List>): Promise<void> {
    try {
      const listed = await this.#api.listMetadata(types);
      for (const type of types) {
        lists.set(
          type,
          listed.filter((component) => component.type === type),
        );
      }
    } catch (error) {
      if (!(error instanceof OrgApiError) || isOutOfReach(error)) throw error;
      if (types.length === 1 || (isDenied(error) && error.code !== 'INVALID_TYPE')) {
        for (const type of types) lists.set(type, error);
      } else {
        for (const type of types) await this.#listBatch([type], lists);
      }
    }
  }
}
