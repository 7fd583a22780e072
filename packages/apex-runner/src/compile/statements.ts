import type { CheckedStatement } from '../check/checked.ts';
import { isNeverNull, type Emitter } from './emitter.ts';
import { effect } from './expressions.ts';

/** Writes statements. Each tells its line to its frame and to the coverage. */
export function statements(emitter: Emitter, list: readonly CheckedStatement[]): string {
  return list.map((one) => statement(emitter, one)).join('\n');
}

const at = (line: number): string => `L[d] = ${String(line)}; H[${String(line)}] = 1;`;

/** Tells the line again where a condition comes around. */
const again = (line: number, code: string): string => `(L[d] = ${String(line)}, ${code})`;

/** The body of a loop: each turn is counted, so that a loop without an end is stopped. */
const turn = (emitter: Emitter, body: CheckedStatement): string => `{ $.turn(); ${statement(emitter, body)} }`;

function statement(emitter: Emitter, node: CheckedStatement): string {
  const { line } = node;
  switch (node.kind) {
    case 'block':
      return `{ ${statements(emitter, node.statements)} }`;
    case 'local':
      return `${at(line)} let ${node.name} = ${node.value ? emitter.expression(node.value) : 'null'};`;
    case 'expression':
      return `${at(line)} ${effect(emitter, node.expression)};`;
    case 'if': {
      const otherwise = node.otherwise ? ` else ${statement(emitter, node.otherwise)}` : '';
      return `${at(line)} if (${emitter.present(node.condition)}) ${statement(emitter, node.then)}${otherwise}`;
    }
    case 'while':
      return `${at(line)} while (${again(line, emitter.present(node.condition))}) ${turn(emitter, node.body)}`;
    case 'do':
      return `${at(line)} do ${turn(emitter, node.body)} while (${again(line, emitter.present(node.condition))});`;
    case 'for': {
      const initial = node.initial.map((one) => statement(emitter, one)).join(' ');
      const condition = node.condition ? again(line, emitter.present(node.condition)) : '';
      const update = node.update.map((one) => effect(emitter, one)).join(', ');
      return `{ ${at(line)} ${initial} for (; ${condition}; ${update}) ${turn(emitter, node.body)} }`;
    }
    case 'forEach':
      return forEach(emitter, node);
    case 'return':
      return `${at(line)} return ${node.value ? emitter.expression(node.value) : emitter.result};`;
    case 'throw':
      return `${at(line)} throw $.thrown(${emitter.expression(node.value)});`;
    case 'break':
    case 'continue':
      return `${at(line)} ${node.kind};`;
    case 'try':
      return tried(emitter, node);
    case 'switch':
      return switched(emitter, node);
    case 'dml': {
      const key = node.key === undefined ? '' : `, key: ${JSON.stringify(node.key)}`;
      return `${at(line)} dml($.tx, '${node.operation}', ${emitter.expression(node.value)}, { access: '${node.access}'${key} });`;
    }
    case 'runAs': {
      const name = emitter.temporary();
      const user = emitter.present(node.user);
      return `${at(line)} ${name} = $.tx.runAs(${user}); { const back = ${name}; try ${statement(emitter, node.body)} finally { back(); } }`;
    }
  }
}

function forEach(emitter: Emitter, node: CheckedStatement & { kind: 'forEach' }): string {
  const { line, name, by } = node;
  const over = emitter.present(node.over);
  const items = by === 'list' ? `${over}.items` : by === 'set' ? `${over}.members.values()` : `batches(${over})`;
  const convert = node.item ? `${name} = ${emitter.expression(node.item)};` : '';
  return `${at(line)} for (let ${name} of ${items}) { ${convert} ${turn(emitter, node.body)} }`;
}

function tried(emitter: Emitter, node: CheckedStatement & { kind: 'try' }): string {
  const body = statement(emitter, node.body);
  const last = node.finally ? ` finally ${statement(emitter, node.finally)}` : '';
  if (node.catches.length === 0) {
    return `try ${body}${last}`;
  }
  const clauses = node.catches.map(
    (one) => `if (isCaught(x, ${JSON.stringify(one.type)})) { let ${one.name} = x; ${statement(emitter, one.body)} }`,
  );
  return `try ${body} catch (e) { const x = $.caught(e); ${clauses.join(' else ')} else throw e; }${last}`;
}

/** A chain of conditions, so that `break` in it leaves the loop around it. */
function switched(emitter: Emitter, node: CheckedStatement & { kind: 'switch' }): string {
  const on = emitter.temporary();
  const { type } = node.on;
  let code = `${at(node.line)} ${on} = ${emitter.expression(node.on)};`;
  for (const [index, one] of node.cases.entries()) {
    const { when } = one;
    const body = statement(emitter, one.body);
    const otherwise = index > 0 ? ' else ' : ' ';
    if (when.kind === 'else') {
      code += `${index > 0 ? ' else ' : ' '}${body}`;
    } else if (when.kind === 'type') {
      const of = emitter.constants.type(when.type);
      code += `${otherwise}if (isInstance(${on}, ${of})) { let ${when.name} = ${on}; ${body} }`;
    } else {
      // Ids and texts are compared with case, as the platform does; the rest is itself.
      const tests = when.values.map((value) =>
        isNeverNull(value) && type.kind === 'platform' && value.kind !== 'platformEnum'
          ? `same(${on}, ${emitter.expression(value)})`
          : `${on} === ${emitter.expression(value)}`,
      );
      code += `${otherwise}if (${tests.join(' || ')}) ${body}`;
    }
  }
  return code;
}
