import type {
  CreatedNameContext,
  QualifiedNameContext,
  TypeListContext,
  TypeRefContext,
} from '@apexdevtools/apex-parser';
import type { TypeName } from './model.ts';

export const VOID: TypeName = { name: 'void', arguments: [] };

/** `Map<String, List<Account>>`, `Auth.JWS`, `String[]`. */
export function readType(context: TypeRefContext): TypeName {
  const names = context.typeName_list();
  let type: TypeName = {
    // LIST, SET and MAP are tokens of their own, hence the text.
    name: names.map((part) => part.getChild(0).getText()).join('.'),
    arguments: readTypeList(names.at(-1)?.typeArguments()?.typeList()),
  };
  for (let depth = context.arraySubscripts().LBRACK_list().length; depth > 0; depth--) type = listOf(type);
  return type;
}

/** The type of a `new` expression. */
export function readCreatedName(context: CreatedNameContext): TypeName {
  const pairs = context.idCreatedNamePair_list();
  return {
    name: pairs.map((pair) => pair.anyId().getText()).join('.'),
    arguments: readTypeList(pairs.at(-1)?.typeList()),
  };
}

export function readQualifiedName(context: QualifiedNameContext): TypeName {
  return { name: context.getText(), arguments: [] };
}

export function listOf(element: TypeName): TypeName {
  return { name: 'List', arguments: [element] };
}

function readTypeList(context: TypeListContext | null | undefined): TypeName[] {
  return context ? context.typeRef_list().map(readType) : [];
}
