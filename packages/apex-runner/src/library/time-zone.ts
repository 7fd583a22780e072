import { PlatformObject } from '../values/scalar.ts';
import { isZone, zoneOffset, type ApexDatetime } from '../values/time.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

export class TimeZoneValue extends PlatformObject {
  readonly typeName = 'TimeZone';
  readonly zone: string;

  constructor(zone: string) {
    super();
    this.zone = zone;
  }

  override text(): string {
    return this.zone;
  }

  override identity(): unknown {
    return `\0zone ${this.zone}`;
  }
}

export const timeZone: PlatformType = {
  name: 'TimeZone',
  page: referencePage('apex_methods_system_timezone'),
  members: [
    // An unknown name is GMT, as in Java.
    strict('static TimeZone getTimeZone(String id)', (_tx, id: string) => new TimeZoneValue(isZone(id) ? id : 'GMT')),
    member('String getID()', (_tx, self: TimeZoneValue) => self.zone),
    strict('Integer getOffset(Datetime moment)', (_tx, self: TimeZoneValue, moment: ApexDatetime) =>
      zoneOffset(self.zone, moment.milliseconds),
    ),
    member('String toString()', (_tx, self: TimeZoneValue) => self.zone),
  ],
};
