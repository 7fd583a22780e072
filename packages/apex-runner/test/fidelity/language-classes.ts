import { guideRowsOf } from './row.ts';

const ORDER = `public class Order {
  public static String log = 'a';
  static { log += 'b'; }
  public static String copy = log + 'c';
  static { log += 'd'; }
  String own = note('field');
  { note('block'); }
  public Order() { note('new'); }
  static String note(String what) { log += ' ' + what; return what; }
}`;

const COUNTER = `public class Counter {
  public static Integer made = 0;
  public static final Integer START = 10;
  static { made = START; }
  public Integer number { get; private set; }
  public Integer doubled { get { return number * 2; } set { number = value / 2; } }
  public static Integer lazy { get { if (lazy == null) { made++; lazy = 5; } return lazy; } set; }
  public Counter() { this(1); }
  public Counter(Integer number) { this.number = number; made++; }
  public Counter add(Integer number) { this.number += number; return this; }
}`;

const MARKER = `public virtual class Marker {
  public String name = 'marker';
  public static String kind = 'Marker';
  public virtual void write(List<String> into) { into.add('Marker ' + ink()); }
  protected virtual String ink() { return 'black'; }
  public virtual Integer cost() { return 1; }
}`;

const YELLOW = `public virtual class YellowMarker extends Marker {
  public YellowMarker() { super(); name = 'yellow ' + name; }
  public override void write(List<String> into) { super.write(into); into.add('Yellow ' + super.ink()); }
  protected override String ink() { return 'yellow'; }
}`;

const SHAPES = `public class Shapes {
  public interface Sized { Integer size(); }
  public interface Named extends Sized { String name(); }
  public abstract class Shape implements Sized {
    protected Integer side = 2;
    public abstract Integer size();
    public virtual String text() { return 'size ' + size(); }
  }
  public class Square extends Shape implements Named {
    public override Integer size() { return side * side; }
    public String name() { return 'square'; }
    public override String toString() { return 'Square!'; }
  }
  public class Line extends Shape { public override Integer size() { return side; } }
}`;

const POINT = `public class Point {
  public Integer x;
  public Integer y;
  public Point(Integer x, Integer y) { this.x = x; this.y = y; }
  public Boolean equals(Object other) { return other instanceof Point && ((Point) other).x == x && ((Point) other).y == y; }
  public Integer hashCode() { return 31 * x + y; }
}`;

const SEASON = `public enum Season { WINTER, SPRING, SUMMER, FALL }`;

const SHADOW = `public class Shadow {
  public static final Integer LIMIT_OF = 5;
  public Integer value = 1;
  public static Integer hidden() { Integer limit_of = 7; return LIMIT_OF; }
  public static Integer seen() { return limit_OF; }
  public Integer setAndGet(Integer value) { value++; this.value = value * 10; return this.value; }
}`;

const PRIVATES = `public class Privates {
  private Integer secret = 42;
  private class Inner { private Integer own = 1; }
  public static Integer peek(Privates other) { return other.secret + new Inner().own; }
}`;

/** Classes, interfaces and enums. */
export const classRows = [
  ...guideRowsOf('apex_classes_static', [
    [`Order.log + ' ' + Order.copy`, 'abd abc', ORDER],
    [`new Order(); return Order.log;`, 'abd field block new', ORDER],
    [`new Order(); new Order(); return Order.copy;`, 'abc', ORDER],
    [`Counter.made`, '10', COUNTER],
  ]),
  ...guideRowsOf('apex_classes_constructors', [
    [`new Counter().number`, '1', COUNTER],
    [`new Counter(7).number`, '7', COUNTER],
    [`new Counter(); return Counter.made;`, '11', COUNTER],
  ]),
  ...guideRowsOf('apex_classes_keywords_this', [[`new Counter(2).add(3).add(4).number`, '9', COUNTER]]),
  ...guideRowsOf('apex_classes_properties', [
    [`Counter c = new Counter(4); c.doubled = 20; return c.number;`, '10', COUNTER],
    [`Counter c = new Counter(4); c.doubled += 2; return c.doubled;`, '10', COUNTER],
    [`Counter.lazy + Counter.lazy + Counter.made`, '21', COUNTER],
  ]),
  ...guideRowsOf('apex_classes_extending', [
    [
      `List<String> log = new List<String>(); Marker m = new YellowMarker(); m.write(log); return log;`,
      '(Marker yellow, Yellow black)',
      MARKER,
      YELLOW,
    ],
    [`new YellowMarker().name`, 'yellow marker', MARKER, YELLOW],
    [`new YellowMarker().cost()`, '1', MARKER, YELLOW],
    [`new Shapes.Square().text()`, 'size 4', SHAPES],
    [`Shapes.Shape s = new Shapes.Line(); return s.text();`, 'size 2', SHAPES],
  ]),
  ...guideRowsOf('apex_classes_interfaces', [
    [`Shapes.Sized s = new Shapes.Square(); return s.size();`, '4', SHAPES],
    [`Shapes.Named n = new Shapes.Square(); Shapes.Sized s = n; return n.name() + s.size();`, 'square4', SHAPES],
    [`'' + new Shapes.Square()`, 'Square!', SHAPES],
  ]),
  ...guideRowsOf('apex_classes_keywords_instanceof', [
    [
      `Object o = new Shapes.Square(); return o instanceof Shapes.Sized && !(o instanceof Shapes.Line);`,
      'true',
      SHAPES,
    ],
    [`Marker m = new Marker(); return m instanceof YellowMarker;`, 'false', MARKER, YELLOW],
    [`Object o; return o instanceof Marker;`, 'false', MARKER],
    [`Object o = 1; return o instanceof Integer && !(o instanceof String);`, 'true'],
    [`Object o = new List<String>(); return o instanceof List<String>;`, 'true'],
    [`'001000000000001' instanceof Id`, 'true'],
    [`'nowhere' instanceof Id`, 'false'],
  ]),
  ...guideRowsOf('apex_classes_casting', [
    [`Marker m = new YellowMarker(); return ((YellowMarker) m).name;`, 'yellow marker', MARKER, YELLOW],
    [
      `Marker m = new Marker(); return (YellowMarker) m;`,
      'System.TypeException: Invalid conversion from runtime type Marker to YellowMarker',
      MARKER,
      YELLOW,
    ],
    [
      `Object o = new Marker(); return (Shapes.Sized) o;`,
      'System.TypeException: Invalid conversion from runtime type Marker to Shapes.Sized',
      MARKER,
      SHAPES,
    ],
    [`(Marker) null`, 'null', MARKER],
  ]),
  ...guideRowsOf('apex_classes_casting_collections', [
    [
      `List<YellowMarker> some = new List<YellowMarker>{ new YellowMarker() }; List<Marker> all = some; return all[0].name;`,
      'yellow marker',
      MARKER,
      YELLOW,
    ],
  ]),
  ...guideRowsOf('langCon_apex_collections_maps_keys_userdefined', [
    [`new Point(1, 2) == new Point(1, 2)`, 'true', POINT],
    [`new Point(1, 2) === new Point(1, 2)`, 'false', POINT],
    [`new Set<Point>{ new Point(1, 2), new Point(1, 2), new Point(2, 1) }.size()`, '2', POINT],
    [`new Map<Point, String>{ new Point(1, 2) => 'here' }.get(new Point(1, 2))`, 'here', POINT],
  ]),
  ...guideRowsOf('langCon_apex_enums', [
    [`Season.SUMMER.name() + Season.SUMMER.ordinal()`, 'SUMMER2', SEASON],
    [`Season.values()`, '(WINTER, SPRING, SUMMER, FALL)', SEASON],
    [`Season.valueOf('FALL') == Season.FALL`, 'true', SEASON],
    [`new Set<Season>{ Season.FALL, Season.FALL }.size()`, '1', SEASON],
    [`Season.valueOf('MONSOON')`, 'System.NoSuchElementException: No enum constant Season.MONSOON', SEASON],
  ]),
  ...guideRowsOf('apex_classes_name_shadowing', [
    [`new Shadow().setAndGet(1)`, '20', SHADOW],
    [`Shadow.hidden()`, '7', SHADOW],
    [`shadow.SEEN()`, '5', SHADOW],
  ]),
  ...guideRowsOf('apex_classes_access_modifiers', [[`Privates.peek(new Privates())`, '43', PRIVATES]]),
];
