import { ApexTime, DAY, timeText, utcClock, utcMilliseconds } from '../values/time.ts';
import { member, strict, type Member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** Goes on past midnight. */
function add(name: string, milliseconds: number): Member {
  return strict(`Time ${name}(Integer amount)`, (_tx, self: ApexTime, amount: number) => {
    const sum = (self.milliseconds + amount * milliseconds) % DAY;
    return new ApexTime(sum < 0 ? sum + DAY : sum);
  });
}

function part(name: 'hour' | 'minute' | 'second' | 'millisecond'): Member {
  return member(`Integer ${name}()`, (_tx, self: ApexTime) => utcClock(self.milliseconds)[name]);
}

export const time: PlatformType = {
  name: 'Time',
  page: referencePage('apex_methods_system_time'),
  members: [
    strict(
      'static Time newInstance(Integer hour, Integer minute, Integer second, Integer millisecond)',
      (_tx, hour: number, minute: number, second: number, millisecond: number) =>
        new ApexTime(utcMilliseconds(1970, 1, 1, hour, minute, second, millisecond) % DAY),
    ),
    add('addHours', 3_600_000),
    add('addMinutes', 60_000),
    add('addSeconds', 1000),
    add('addMilliseconds', 1),
    part('hour'),
    part('minute'),
    part('second'),
    part('millisecond'),
    member('String toString()', (_tx, self: ApexTime) => timeText(self)),
  ],
};
