import certificateLabel from '@salesforce/label/c.CertHealth_Nav_Certificate';
import certificatesLabel from '@salesforce/label/c.CertHealth_Nav_Certificates';
import checkLabel from '@salesforce/label/c.CertHealth_Nav_Check';
import homeLabel from '@salesforce/label/c.CertHealth_Nav_Home';
import notCheckedLabel from '@salesforce/label/c.CertHealth_Nav_NotChecked';
import rotationLabel from '@salesforce/label/c.CertHealth_Nav_Rotation';
import rotationsLabel from '@salesforce/label/c.CertHealth_Nav_Rotations';
import settingsLabel from '@salesforce/label/c.CertHealth_Nav_Settings';
import usesLabel from '@salesforce/label/c.CertHealth_Nav_Uses';

export { stateOf } from 'c/consoleAddress';
export type { NavigateDetail } from 'c/consoleAddress';

/** Pages of the app; the component is `<id>Page`. */
export const pages = [
  { id: 'home', label: homeLabel },
  { id: 'certificates', label: certificatesLabel },
  { id: 'uses', label: usesLabel },
  { id: 'rotations', label: rotationsLabel },
  { id: 'check', label: checkLabel },
  { id: 'notChecked', label: notCheckedLabel },
  { id: 'settings', label: settingsLabel },
  { id: 'certificate', label: certificateLabel, of: 'certificates' },
  { id: 'rotation', label: rotationLabel, of: 'rotations' },
] as const;

export type PageId = (typeof pages)[number]['id'];

/** Where in the app somebody is. */
export interface Place {
  readonly page: PageId;
  /** Id of the record that is shown. */
  readonly record?: string;
  /** What a list is narrowed to, such as `{status: 'critical'}`. */
  readonly filter?: Readonly<Record<string, string>>;
}

type State = Readonly<Record<string, string>>;

/** The place that an address's state means; what is not known is the home page. */
export function placeIn(state: State): Place {
  const { c__page: page, c__record: record, c__filter: filter } = state;
  return {
    page: pages.find(({ id }) => id === page)?.id ?? 'home',
    ...(record ? { record } : {}),
    ...(filter ? { filter: Object.fromEntries(new URLSearchParams(filter)) } : {}),
  };
}

export interface Tab {
  readonly id: PageId;
  readonly label: string;
  readonly current: 'page' | undefined;
  readonly tabClass: string;
}

/** The tabs, with that of the page that is shown; one record is shown below the tab of its list. */
export function tabsFor(page: PageId): Tab[] {
  const shown = pages.find(({ id }) => id === page);
  const active = shown && 'of' in shown ? shown.of : page;
  return pages
    .filter((one) => !('of' in one))
    .map(({ id, label }) => ({
      id,
      label,
      current: id === active ? 'page' : undefined,
      tabClass: id === active ? 'tab active' : 'tab',
    }));
}
