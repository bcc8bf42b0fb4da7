/** What a browser lets our pages do: everything from this server and nothing from elsewhere, and no page inside another. */
import { styleSource } from "./page.ts";

const directives = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'", styleSource],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "media-src": ["'self'", "blob:"],
  "manifest-src": ["'self'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
  "base-uri": ["'none'"],
} as const satisfies Record<string, readonly string[]>;

/** @param styles further sources of styles, such as the nonce of one page */
export function contentSecurityPolicy(styles: readonly string[] = []): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources, ...(name === "style-src" ? styles : [])].join(" "))
    .join(";");
}

const YEAR_SECONDS = 31_536_000;

/** Helmet's settings. With https a browser that was here once comes by https alone for a year. */
export const security = ({ isHttps }: { isHttps: boolean }) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: Object.fromEntries(Object.entries(directives).map(([name, sources]) => [name, [...sources]])),
  },
  // Other names of the same domain are not ours to promise for.
  strictTransportSecurity: isHttps ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : (false as const),
});
