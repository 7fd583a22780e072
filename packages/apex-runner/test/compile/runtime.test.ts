import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RunnerError, type Runtime } from '../../src/compile/runtime.ts';
import type { ApexObject, Value } from '../../src/values/value.ts';
import { load, outcome, start, type Surroundings } from './running.ts';

const SHOP = `public with sharing class Shop {
  public static Integer sold = 0;
  public enum Kind { BIG, SMALL }
  public abstract class Goods {
    public String name = 'unnamed';
    public transient Integer seen = 0;
    public abstract Integer price();
  }
  public class Bread extends Goods {
    private Integer cost = 2;
    public Kind kind { get; set; }
    public Integer twice { get { return cost * 2; } set { cost = value / 2; } }
    public Bread() { }
    public Bread(Long cost) { this.cost = cost.intValue(); }
    public override Integer price() { return cost; }
  }
  public static Integer sell(Goods one) {
    sold += one.price();
    return sold;
  }
  public static String of(Integer n) { return 'Integer'; }
  public static String of(String s) { return 'String'; }
  public static Integer fail(Boolean really) {
    if (really) {
      return 1 / 0;
    }
    return 0;
  }
}`;

const shop = (surroundings: Surroundings = {}): Runtime => start(load({ Shop: SHOP }, surroundings), surroundings);

describe('A program in a transaction', () => {
  it('is called by names without regard to case', () => {
    const runtime = shop();
    const bread = runtime.create('shop.bread', []);
    assert.equal(runtime.callStatic('SHOP', 'SELL', [bread]), 2);
    assert.equal(runtime.call(bread, 'Price', []), 2);
    assert.equal(runtime.findClass('shop.BREAD')!.name, 'Shop.Bread');
    assert.equal(runtime.findClass('Shop.Cake'), undefined);
  });

  it('takes the overload that fits the values, and widens them', () => {
    const runtime = shop();
    assert.equal(runtime.callStatic('Shop', 'of', ['x']), 'String');
    assert.equal(runtime.callStatic('Shop', 'of', [1]), 'Integer');
    assert.equal(runtime.call(runtime.create('Shop.Bread', [7]), 'price', []), 7);
  });

  it('has static fields of its own', () => {
    const program = load({ Shop: SHOP });
    const [one, other] = [start(program), start(program)];
    const sell = (runtime: Runtime): Value => runtime.callStatic('Shop', 'sell', [runtime.create('Shop.Bread', [])]);
    assert.deepEqual([sell(one), sell(one), sell(other)], [2, 4, 2]);
  });

  it('tells what an object has', () => {
    const runtime = shop();
    const bread = runtime.create('Shop.Bread', []);
    assert.ok(runtime.has(bread, 'PRICE', 0));
    assert.ok(!runtime.has(bread, 'price', 1));
    assert.deepEqual(
      bread.info.fields.map((one) => [one.name, one.isTransient]),
      [
        ['name', false],
        ['seen', true],
        ['cost', false],
        ['kind', false],
      ],
    );
    assert.ok(bread.info.ancestors.has('Shop.Goods'));
    assert.equal(bread.info.superclass!.name, 'Shop.Goods');
  });

  it('reads and sets fields and properties, by their accessors', () => {
    const runtime = shop();
    const bread = runtime.create('Shop.Bread', []);
    runtime.assign(bread, 'Twice', 10);
    assert.equal(runtime.read(bread, 'twice'), 10);
    assert.equal(runtime.read(bread, 'cost'), 5);
    assert.equal(runtime.read(bread, 'NAME'), 'unnamed');
    assert.throws(() => runtime.read(bread, 'size'), /has no field size/);
  });

  it('makes an object without a constructor, with its first values', () => {
    const made: ApexObject = shop().classNamed('Shop.Bread').allocate();
    assert.deepEqual([made['$name'], made['$cost'], made['$kind']], ['unnamed', 2, null]);
  });

  it('gives enums to JSON by their names', () => {
    const source = `public class Main { public enum Kind { BIG, SMALL } public class Goods { public Kind kind; }
      public static Object run() { Goods one = (Goods) JSON.deserialize('{"kind":"SMALL"}', Goods.class); return one.kind.ordinal() + JSON.serialize(one); } }`;
    const runtime = start(load(source));
    assert.equal(
      outcome(runtime, () => runtime.callStatic('Main', 'run', [])),
      '1{"kind":"SMALL"}',
    );
  });
});

describe('Coverage', () => {
  it('has the lines that ran, of those where a statement begins', () => {
    const program = load({ Shop: SHOP });
    const hits = program.coverage();
    const runtime = start(program, {}, hits);
    runtime.callStatic('Shop', 'fail', [false]);
    const { index, coverableLines } = program.classes.find((one) => one.name === 'Shop')!;
    const ran = coverableLines.filter((line) => hits[index]![line]);
    assert.deepEqual(coverableLines, [2, 18, 19, 21, 22, 24, 25, 27]);
    assert.deepEqual(ran, [24, 27]);
  });
});

describe('A loaded class', () => {
  it('tells what it is', () => {
    const { classes } = load({
      Shop: SHOP,
      ShopTest: '@IsTest private class ShopTest { @IsTest static void sells() { } static void helps() { } }',
    });
    assert.deepEqual(
      classes.map((one) => [one.name, one.kind, one.isTest, one.isTopLevel, one.sharing]),
      [
        ['Shop', 'class', false, true, 'with'],
        ['Shop.Kind', 'enum', false, false, undefined],
        ['Shop.Goods', 'class', false, false, undefined],
        ['Shop.Bread', 'class', false, false, undefined],
        ['ShopTest', 'class', true, true, undefined],
      ],
    );
    assert.deepEqual(
      classes.at(-1)!.members.map((one) => [one.name, one.isStatic, one.isTestMethod]),
      [
        ['sells', true, true],
        ['helps', true, false],
      ],
    );
  });
});

describe('A fault of the runner itself', () => {
  it('names the line of Apex that met it, and is caught by no catch', () => {
    const surroundings: Surroundings = {
      org: {
        label: () => {
          throw new Error('labels are out of order');
        },
      },
    };
    const source =
      'public class Main {\n  public static String run() {\n    try {\n      return Label.Greeting;\n    } catch (Exception e) {\n      return null;\n    }\n  }\n}';
    const runtime = start(load(source), surroundings);
    assert.throws(
      () => runtime.callStatic('Main', 'run', []),
      (error: unknown) => {
        assert.ok(error instanceof RunnerError);
        assert.equal(error.message, 'The runner failed in Class.Main.run: line 4, column 1: labels are out of order');
        return true;
      },
    );
  });
});
