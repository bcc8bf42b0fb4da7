/** Who may do what. The API refuses by this table and the web app hides by it. */

export const roles = ["owner", "admin", "manager", "viewer"] as const;
export type Role = (typeof roles)[number];

/**
 * A permission is `noun:verb`. `read` sees, `write` prepares, `run` makes telephones ring, `export` takes whole lists of
 * people out as a file; run and export are apart from the others, so that a later role can have one without the other.
 */
export const permissions = [
  "campaigns:read",
  "campaigns:write",
  "campaigns:run",
  "contacts:read",
  "contacts:write",
  "contacts:export",
  "employees:read",
  "employees:write",
  "conversations:read",
  "lines:read",
  "lines:write",
  "do_not_call:read",
  "do_not_call:write",
  "rules:read",
  "rules:write",
  "organisation:read",
  "organisation:write",
  "members:read",
  "members:write",
  "api_keys:read",
  "api_keys:write",
  "audit:read",
] as const;
export type Permission = (typeof permissions)[number];

const viewer: readonly Permission[] = [
  "campaigns:read",
  "contacts:read",
  "employees:read",
  "conversations:read",
  "lines:read",
  "do_not_call:read",
  "rules:read",
  "organisation:read",
  "members:read",
];

const manager: readonly Permission[] = [
  ...viewer,
  "campaigns:write",
  "campaigns:run",
  "contacts:write",
  "contacts:export",
  "employees:write",
  "do_not_call:write",
];

const admin: readonly Permission[] = permissions;

/** Owners and admins may do everything; an admin may not remove, demote or make an owner (see `mayManage`). */
export const rolePermissions: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(permissions),
  admin: new Set(admin),
  manager: new Set(manager),
  viewer: new Set(viewer),
};

/** Whether someone in `actor` may give, change or take away the role `target`: nobody hands out more than they have. */
export function mayManage(actor: Role, target: Role): boolean {
  return rolePermissions[actor].has("members:write") && roles.indexOf(actor) <= roles.indexOf(target);
}

/** The one of two roles that may do less. */
export function lesserRole(one: Role, other: Role): Role {
  return roles.indexOf(one) < roles.indexOf(other) ? other : one;
}
