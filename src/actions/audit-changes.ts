import { isDeepStrictEqual } from "node:util";
import type { AuditChange } from "#domain/audit.ts";

/** The fields in which two versions of a thing differ, as the audit log keeps them. */
export function auditChanges<Fields extends object>(before: Fields, after: Fields): Record<string, AuditChange> {
  const names = Object.keys({ ...before, ...after }) as Array<keyof Fields & string>;
  return Object.fromEntries(
    names
      .filter((name) => !isDeepStrictEqual(before[name], after[name]))
      .map((name) => [name, { before: before[name] ?? null, after: after[name] ?? null }]),
  );
}
