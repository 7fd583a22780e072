import type {
  CreatedNameContext,
  QualifiedNameContext,
  TypeNameContext,
  TypeRefContext,
} from '@apexdevtools/apex-parser';
import { at } from './position.ts';
import type { TypeName } from './tree.ts';

/** Reads a type. */
export function typeName(context: TypeRefContext): TypeName {
  return {
    ...at(context),
    parts: context.typeName_list().map(part),
    dimensions: context.arraySubscripts()?.LBRACK_list().length ?? 0,
  };
}

/** Reads the type after `new`; `dimensions` of an array is what follows it. */
export function createdType(context: CreatedNameContext, dimensions: number): TypeName {
  return {
    ...at(context),
    parts: context.idCreatedNamePair_list().map((pair) => ({
      name: pair.anyId().getText(),
      arguments: pair.typeList()?.typeRef_list().map(typeName) ?? [],
    })),
    dimensions,
  };
}

/** Reads the type of a `catch`. */
export function qualifiedType(context: QualifiedNameContext): TypeName {
  return {
    ...at(context),
    parts: context.id_list().map((id) => ({ name: id.getText(), arguments: [] })),
    dimensions: 0,
  };
}

function part(context: TypeNameContext): TypeName['parts'][number] {
  const own = context.id() ?? context.LIST() ?? context.SET() ?? context.MAP();
  return {
    name: own.getText(),
    arguments: context.typeArguments()?.typeList().typeRef_list().map(typeName) ?? [],
  };
}
