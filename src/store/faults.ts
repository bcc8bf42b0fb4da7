/** What a fault of the database says about trying again. Classes of SQLSTATE: PostgreSQL's appendix A. */

/** SQLSTATE of a fault, or Node's code of a connection that failed; empty when it has none. */
export function faultCode(fault: unknown): string {
  const code = (fault as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}

/**
 * Whether the statement or its values are to blame (data exception, constraint, syntax, raised by a function): it fails
 * however often it is tried, where everything else may go well a moment later.
 */
export function isLasting(fault: unknown): boolean {
  return /^(22|23|42|P0)...$/.test(faultCode(fault));
}

/** Whether a value that may stand once stands there already. */
export function isTaken(fault: unknown): boolean {
  return faultCode(fault) === "23505";
}

/**
 * Whether the database only could not now (PostgreSQL's error classes: connection, rolled back, no resources such as disk,
 * intervention by its operator); what was asked of it is not to blame.
 */
export function isPassing(error: unknown): boolean {
  const code = faultCode(error);
  return /^(08|40|53|57)...$/.test(code) || /^E[A-Z]+$/.test(code);
}
