/** The page at `/` where the web app was not built: what this is, and where to go. */
import { escapeHtml, page } from "./page.ts";

/** A bell tower: the house's sign. */
const tower = `<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" aria-hidden="true">
<path d="M12 44V18l12-12 12 12v26M8 44h32M12 32h24"/><path d="M19 27c0-6 1.5-9 5-9s5 3 5 9z"/><path d="M24 27v2.5" stroke-linecap="round"/></svg>`;

export function homePage(version: string, basePath: string): string {
  return page(
    "Campanile",
    `<div class="home"><main>
${tower}
<h1>Campanile</h1>
<p>Call campaigns, on your own machine. An AI employee works through a list by telephone, inside the allowed hours;
every contact is called when it should be, never when it should not be, and the numbers are true.</p>
<p class="soft">The server is running. Programs talk to it over HTTP; people can run a campaign from the command line.</p>
<ul class="links">
<li><a href="${basePath}/api/docs">Read the API</a></li>
<li><a href="${basePath}/api/openapi.json">OpenAPI document</a></li>
<li><a href="${basePath}/api/v1/health">Health</a></li>
</ul>
<p class="soft"><small>Version ${escapeHtml(version)}</small></p>
</main></div>`,
  );
}
