/** Below which path of its origin the app stands: "" or such as "/campanile", as the server wrote it into the page. */
const said = globalThis.document?.querySelector('meta[name="campanile-base"]')?.getAttribute("content") ?? "";

// "%BASE%" stands in the page as Vite serves it while the app is written; tests have no page.
export const basePath = said.startsWith("%") ? "" : said;

/** Where better-auth and the doors around it are. */
export const authBase = `${basePath}/api/auth`;
export const apiDocs = `${basePath}/api/docs`;
