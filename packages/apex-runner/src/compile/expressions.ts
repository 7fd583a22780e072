import type { ApexType } from '../types/type.ts';
import { typeText } from '../values/type-text.ts';
import type { Checked } from '../check/checked.ts';
import { isPrimitive } from '../check/assignable.ts';
import { access, isAccess, place } from './accesses.ts';
import { constructorName, staticName } from './names.ts';
import { isNeverNull, type Emitter } from './emitter.ts';
import { arithmetic, comparison, negated } from './operators.ts';

/** Writes an expression. */
export function expression(emitter: Emitter, node: Checked): string {
  if (isAccess(node)) {
    return access(emitter, node);
  }
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'bigint' ? `${String(node.value)}n` : JSON.stringify(node.value);
    case 'decimal':
      return `Decimal.fromText(${JSON.stringify(node.text)})`;
    case 'double':
      return `new Double(${String(Number(node.text))})`;
    case 'local':
      return node.name;
    case 'old':
      return emitter.old;
    case 'this':
      return emitter.self;
    case 'label':
      return `label($, ${JSON.stringify(node.name)})`;
    case 'static':
      return place(emitter, node).get;
    case 'enum':
      return `E${String(node.of.index)}[${String(node.ordinal)}]`;
    case 'platformEnum':
      return `enumsOf(${JSON.stringify(node.typeName)})[${String(node.ordinal)}]`;
    case 'enumValues':
      return `new ApexList(${emitter.constants.type(elementOf(node.type))}, [...${enumOf(node.of)}])`;
    case 'enumNamed':
      return `enumNamed($, ${enumOf(node.of)}, ${emitter.expression(node.name)}, ${JSON.stringify(typeText(node.type))})`;
    case 'callStatic':
      return `${staticName(node.method)}(${emitter.arguments(node.arguments)})`;
    case 'new':
      return created(emitter, node);
    case 'newBy':
      return `newBy($, ${emitter.constants.member(node.member)}, ${emptyOf(emitter, node.type)}, [${emitter.expressions(node.arguments)}])`;
    case 'construct':
      return constructed(emitter, node);
    case 'newRecord':
      return newRecord(emitter, node);
    case 'newList':
      return `new ApexList(${emitter.constants.type(node.of)}, [${emitter.expressions(node.items)}])`;
    case 'newSet':
      return `setOf($, ${emitter.constants.type(node.of)}, [${emitter.expressions(node.items)}])`;
    case 'newSized':
      return `sizedList($, ${emitter.constants.type(node.of)}, ${emitter.present(node.size)})`;
    case 'newMap':
      return newMap(emitter, node);
    case 'convert':
      return convert(emitter, node);
    case 'cast':
      return `cast($.tx, ${emitter.expression(node.operand)}, ${emitter.constants.type(node.to)}, ${emitter.constants.type(node.operand.type)})`;
    case 'instanceOf':
      return `isInstance(${emitter.expression(node.operand)}, ${emitter.constants.type(node.to)})`;
    case 'not':
      return `!${emitter.present(node.operand)}`;
    case 'negate':
    case 'complement':
      return negated(emitter, node);
    case 'and':
      return `(${emitter.present(node.left)} && ${emitter.present(node.right)})`;
    case 'or':
      return `(${emitter.present(node.left)} || ${emitter.present(node.right)})`;
    case 'concat':
      return `(${text(emitter, node.left)} + ${text(emitter, node.right)})`;
    case 'coalesce':
      return `(${emitter.expression(node.left)} ?? ${emitter.expression(node.right)})`;
    case 'arithmetic':
      return arithmetic(emitter, node);
    case 'moment':
      return `moved($, ${emitter.present(node.left)}, ${emitter.present(node.right)}, ${node.operator}1)`;
    case 'compare':
      return comparison(emitter, node);
    case 'conditional':
      return `(${emitter.present(node.condition)} ? ${emitter.expression(node.then)} : ${emitter.expression(node.otherwise)})`;
    case 'assign': {
      const target = place(emitter, node.place);
      return sequence([...target.before, target.set(emitter.expression(node.value))]);
    }
    case 'update':
      return updated(emitter, node, false);
    case 'query':
      return `runQuery($.tx, Q[${String(node.index)}], [${emitter.expressions(node.binds)}], '${node.access}')`;
    case 'single':
      return `single($, ${emitter.expression(node.query)}, ${String(node.isSafe)})`;
    case 'typeLiteral':
      return `${emitter.constants.member(node.member)}.run($.tx, ${JSON.stringify(typeText(node.of))})`;
    case 'objectToken':
      return `objectToken($.tx, ${JSON.stringify(node.object)})`;
    case 'fieldToken':
      return `fieldToken($.tx, ${JSON.stringify(node.object)}, ${JSON.stringify(node.field)})`;
    case 'stored':
      return `${node.method === 'getAll' ? 'storedRecords' : 'storedRecord'}($.tx, ${[JSON.stringify(node.object), ...node.arguments.map((one) => emitter.expression(one))].join(', ')})`;
  }
}

/** Writes an expression whose value nobody looks at. */
export function effect(emitter: Emitter, node: Checked): string {
  return node.kind === 'update' ? updated(emitter, node, true) : emitter.expression(node);
}

function sequence(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : `(${parts.join(', ')})`;
}

function elementOf(type: ApexType): ApexType {
  return type.kind === 'list' ? type.of : type;
}

function enumOf(of: (Checked & { kind: 'enumValues' })['of']): string {
  return typeof of === 'string' ? `enumsOf(${JSON.stringify(of)})` : `E${String(of.index)}`;
}

function created(emitter: Emitter, node: Checked & { kind: 'new' }): string {
  const index = String(node.of.index);
  const make = node.by ? constructorName(node.by) : `c${index}_new`;
  return `${make}($, new C${index}($.infos[${index}])${node.arguments.map((one) => `, ${emitter.expression(one)}`).join('')})`;
}

/** The empty object that a constructor of the library fills. */
function emptyOf(emitter: Emitter, type: ApexType): string {
  const { constants } = emitter;
  switch (type.kind) {
    case 'list':
      return `new ApexList(${constants.type(type.of)})`;
    case 'set':
      return `new ApexSet(${constants.type(type.of)})`;
    case 'map':
      return `new ApexMap(${constants.type(type.key)}, ${constants.type(type.value)})`;
    default:
      return `$.classNamed(${JSON.stringify(typeText(type))}).allocate()`;
  }
}

function constructed(emitter: Emitter, node: Checked & { kind: 'construct' }): string {
  const { by, of, arguments: values } = node;
  const after = values.map((one) => `, ${emitter.expression(one)}`).join('');
  if (by && 'member' in by) {
    return `newBy($, ${emitter.constants.member(by)}, self, [${emitter.expressions(values)}])`;
  }
  return `${by ? constructorName(by) : `c${String(of.index)}_new`}($, self${after})`;
}

function newRecord(emitter: Emitter, node: Checked & { kind: 'newRecord' }): string {
  const fields = node.fields.map((one) => `[${JSON.stringify(one.name)}, ${emitter.expression(one.value)}]`);
  return `newRecord($.tx, ${JSON.stringify(node.object)}, [${fields.join(', ')}])`;
}

function newMap(emitter: Emitter, node: Checked & { kind: 'newMap' }): string {
  const empty = emptyOf(emitter, node.type);
  const pairs = node.pairs.map((pair) => `[${emitter.expressions(pair)}]`);
  return pairs.length > 0 ? `mapOf($, ${empty}, [${pairs.join(', ')}])` : empty;
}

function convert(emitter: Emitter, node: { readonly to: ApexType; readonly operand: Checked }): string {
  const code = emitter.expression(node.operand);
  if (isPrimitive(node.to, 'Long') && isNeverNull(node.operand)) {
    return `BigInt(${code})`;
  }
  return `widen($.tx, ${code}, ${emitter.constants.type(node.to)})`;
}

function text(emitter: Emitter, node: Checked): string {
  const code = emitter.expression(node);
  const isText = isPrimitive(node.type, 'String', 'Id') && isNeverNull(node);
  return isText ? code : `text($, ${code})`;
}

function updated(emitter: Emitter, node: Checked & { kind: 'update' }, isForEffect: boolean): string {
  const target = place(emitter, node.place);
  const outer = emitter.old;
  const keepsOld = node.gives === 'old' && !isForEffect;
  const kept = keepsOld ? emitter.temporary() : '';
  emitter.old = keepsOld ? kept : target.get;
  const value = emitter.expression(node.value);
  emitter.old = outer;
  return keepsOld
    ? sequence([...target.before, `${kept} = ${target.get}`, target.set(value), kept])
    : sequence([...target.before, target.set(value)]);
}
