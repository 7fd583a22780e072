/** Who is logged in to the practice org, and what they may do. Asked once, before any component is made. */
interface User {
  readonly id: string;
  readonly customPermissions: readonly string[];
}

const user = (await (await fetch('/practice-org/user')).json()) as User;

export const userId = user.id;

/** As `@salesforce/customPermission/<name>`: true, or undefined. */
export function has(permission: string): true | undefined {
  return user.customPermissions.includes(permission) ? true : undefined;
}
