/** The address of a PostgreSQL server, which may name several hosts of which one takes writes, as libpq's does. */

const form = /^(postgres(?:ql)?:\/\/)([^/?#]*@)?([^/?#]*)([^?#]*)(\?[^#]*)?$/;

/** Of libpq's `target_session_attrs`, those that an address may ask for: nothing here works on a server that only reads. */
const sessions = new Set(["any", "read-write", "primary"]);

/**
 * One address for each host, in the order in which they are tried; null where the text is no such address.
 * `postgres://user:word@one:5432,two:5433/name?target_session_attrs=read-write` names two.
 *
 * https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS
 */
export function readDatabaseAddress(text: string): readonly string[] | null {
  const [, scheme, user = "", hosts = "", path = "", query = ""] = form.exec(text) ?? [];
  if (scheme === undefined) return null;
  const parameters = query.slice(1).split("&").filter(Boolean);
  const asked = parameters.find((parameter) => parameter.startsWith("target_session_attrs="));
  if (asked !== undefined && !sessions.has(asked.slice(asked.indexOf("=") + 1))) return null;
  const kept = parameters.filter((parameter) => parameter !== asked).join("&");
  const names = hosts.split(",");
  if (names.length > 1 && names.includes("")) return null;
  const addresses = names.map((host) => `${scheme}${user}${host}${path}${kept === "" ? "" : `?${kept}`}`);
  return addresses.every((address) => URL.canParse(address)) ? addresses : null;
}
