/// <reference path="./apex.d.ts" />
/** Modules that exist on the platform only, as far as the components use them. */
declare module '@salesforce/label/*' {
  const label: string;
  export default label;
}

declare module '@salesforce/i18n/locale' {
  /** BCP 47, such as `en-US`. */
  const locale: string;
  export default locale;
}

declare module '@salesforce/i18n/lang' {
  const lang: string;
  export default lang;
}

declare module '@salesforce/i18n/timeZone' {
  /** IANA, such as `America/Los_Angeles`. */
  const timeZone: string;
  export default timeZone;
}

declare module '@salesforce/client/formFactor' {
  const formFactor: 'Large' | 'Medium' | 'Small';
  export default formFactor;
}

declare module '@salesforce/customPermission/*' {
  /** True when the user has it; undefined otherwise. */
  const granted: boolean | undefined;
  export default granted;
}

declare module '@salesforce/apex' {
  export function refreshApex(provisioned: unknown): Promise<void>;
}

declare module 'lightning/navigation' {
  import type { LightningElement, WireAdapterConstructor } from 'lwc';

  export interface PageReference {
    readonly type: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly state: Readonly<Record<string, string>>;
  }

  interface Navigates {
    [NavigationMixin.Navigate](page: PageReferenceLike, replace?: boolean): void;
    [NavigationMixin.GenerateUrl](page: PageReferenceLike): Promise<string>;
  }

  interface PageReferenceLike {
    type: string;
    attributes?: Record<string, unknown>;
    state?: Record<string, string>;
  }

  export const CurrentPageReference: WireAdapterConstructor<Record<string, never>, PageReference>;
  export const NavigationMixin: {
    <Base extends new (...args: any[]) => LightningElement>(
      base: Base,
    ): Base & (new (...args: any[]) => InstanceType<Base> & Navigates);
    readonly Navigate: unique symbol;
    readonly GenerateUrl: unique symbol;
  };
}

declare module 'lightning/modal' {
  import { LightningElement } from 'lwc';

  /** Base of a component that is shown in a modal. */
  export default class LightningModal extends LightningElement {
    static open(options: {
      label: string;
      size?: 'small' | 'medium' | 'large' | 'full';
      description?: string;
      [property: string]: unknown;
    }): Promise<unknown>;
    label: string;
    size: string;
    description: string;
    disableClose: boolean;
    close(result?: unknown): Promise<void>;
  }
}

declare module 'lightning/platformShowToastEvent' {
  export class ShowToastEvent extends CustomEvent<unknown> {
    constructor(options: {
      title: string;
      message?: string;
      variant?: 'info' | 'success' | 'warning' | 'error';
      mode?: 'dismissible' | 'pester' | 'sticky';
    });
  }
}

declare module 'lightning/datatable' {
  import { LightningElement } from 'lwc';

  export interface DatatableColumn {
    label?: string;
    fieldName?: string;
    type?: string;
    typeAttributes?: Record<string, unknown>;
    cellAttributes?: Record<string, unknown>;
    sortable?: boolean;
    initialWidth?: number;
    wrapText?: boolean;
    hideDefaultActions?: boolean;
  }
  export type RowActionEvent<Row> = CustomEvent<{ action: { name: string }; row: Row }>;
  export type SortEvent = CustomEvent<{ fieldName: string; sortDirection: 'asc' | 'desc' }>;
  export default class LightningDatatable extends LightningElement {
    static customTypes: Record<string, unknown>;
    data: readonly unknown[];
    columns: readonly DatatableColumn[];
    keyField: string;
    selectedRows: readonly string[];
  }
}
