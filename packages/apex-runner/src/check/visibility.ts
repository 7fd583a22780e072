import { topLevel, type ClassModel } from './class-model.ts';

interface Guarded {
  readonly owner: ClassModel;
  readonly access: string;
  readonly isTestVisible: boolean;
}

/** Whether a member can be seen from a class. */
export function isVisible(member: Guarded, from: ClassModel): boolean {
  if (member.access === 'public' || member.access === 'global' || topLevel(member.owner) === topLevel(from)) {
    return true;
  }
  if (member.isTestVisible && topLevel(from).isTest) {
    return true;
  }
  return member.access === 'protected' && seesProtected(member.owner, from);
}

function seesProtected(owner: ClassModel, from: ClassModel): boolean {
  return from.ancestors.has(owner.name) || (from.outer !== undefined && seesProtected(owner, from.outer));
}

/** Whether a class can be named in another one. */
export function isVisibleClass(model: ClassModel, from: ClassModel): boolean {
  return !model.outer || isVisible({ ...model, owner: model.outer }, from);
}
