/** The page at `/api/docs`, drawn from the OpenAPI document: no script, nothing from elsewhere. */
import { problemCodes } from "#contract/problem.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { Answer, MediaTypes, OpenApi, Operation, Reference } from "./openapi.ts";
import { escapeHtml, page } from "./page.ts";
import { fieldsHtml, shapeAnchor, typeHtml } from "./schema-html.ts";

export function docsPage(api: OpenApi, basePath = ""): string {
  const { title, version, description } = api.info;
  const base = api.servers[0]?.url ?? "";
  const chapters = api.tags.map(({ name }) => chapter(name, api, base));
  const links = api.tags.map(({ name }) => `<li><a href="#${anchor(name)}">${escapeHtml(name)}</a></li>`);
  return page(
    `${title} API`,
    `<div class="docs">
<nav aria-label="Chapters"><p><a href="${basePath}/"><strong>${escapeHtml(title)}</strong></a></p><ul>
${links.join("\n")}
<li><a href="#shapes">Shapes</a></li>
<li><a href="#problems">Problems</a></li>
</ul><p><a href="${basePath}/api/openapi.json">OpenAPI document</a></p></nav>
<main>
<h1>${escapeHtml(title)} API</h1>
<p class="soft">Version ${escapeHtml(version)}, under <code>${escapeHtml(base)}</code></p>
${prose(description)}
${chapters.join("\n")}
${shapes(api)}
${problems()}
</main></div>`,
  );
}

function anchor(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
}

/** Paragraphs, with `code` where the text has backticks. */
function prose(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll(/`([^`]+)`/g, "<code>$1</code>")}</p>`)
    .join("\n");
}

function chapter(name: string, api: OpenApi, base: string): string {
  const entries = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(name))
      .map(([method, operation]) => operationHtml(method.toUpperCase(), base + path, operation, api)),
  );
  return `<section id="${anchor(name)}"><h2>${escapeHtml(name)}</h2>\n${entries.join("\n")}</section>`;
}

function operationHtml(method: string, path: string, operation: Operation, api: OpenApi): string {
  const parts = [prose(operation.description), parametersHtml(operation)];
  if (operation.requestBody) {
    const optional = operation.requestBody.required ? "" : " (may be left out)";
    parts.push(`<h3>Body${optional}</h3>${contentHtml(operation.requestBody.content)}`);
  }
  const answers = Object.entries(operation.responses).map(
    ([status, answer]) => [status, answerOf(answer, api)] as const,
  );
  const refused = answers.filter(([status]) => status >= "400");
  for (const [status, answer] of answers.filter(([code]) => code < "400")) {
    parts.push(`<h3>Answer ${status}</h3><p>${inline(answer.description)}</p>${contentHtml(answer.content ?? {})}`);
  }
  const rows = refused.map(([status, { description }]) => `<tr><td>${status}</td><td>${inline(description)}</td></tr>`);
  parts.push(`<h3>Refusals</h3><table><tbody>${rows.join("")}</tbody></table>`);
  return `<details id="${operation.operationId}"><summary><span class="method ${method}">${method}</span>
<span class="path">${escapeHtml(path)}</span><span class="what">${inline(operation.summary)}</span></summary>
<div class="inside">${parts.join("\n")}</div></details>`;
}

function answerOf(answer: Answer | Reference, api: OpenApi): Answer {
  if (!("$ref" in answer)) return answer;
  return api.components.responses[answer.$ref.split("/").at(-1) ?? ""] ?? { description: "" };
}

function inline(text: string): string {
  return prose(text).replaceAll(/<\/?p>/g, "");
}

function parametersHtml({ parameters = [] }: Operation): string {
  if (parameters.length === 0) return "";
  const rows = parameters.map(
    ({ name, in: where, required, description, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td class="soft">${where}${required ? ", required" : ""}</td>
<td>${typeHtml(schema)}${description === undefined ? "" : `<span class="note">${inline(description)}</span>`}</td></tr>`,
  );
  return `<h3>Parameters</h3><table><tbody>${rows.join("\n")}</tbody></table>`;
}

function contentHtml(content: MediaTypes): string {
  return Object.entries(content)
    .map(([mediaType, { schema }]) => {
      const kind = mediaType === "application/json" ? "" : `<p class="soft"><code>${escapeHtml(mediaType)}</code></p>`;
      return kind + shapeHtml(schema);
    })
    .join("\n");
}

function shapeHtml(schema: JsonSchema): string {
  const fields = fieldsHtml(schema);
  return fields === "" ? `<p>${typeHtml(schema)}</p>` : fields;
}

function shapes(api: OpenApi): string {
  const entries = Object.entries(api.components.schemas).map(
    ([name, schema]) => `<div class="shape" id="${shapeAnchor(name)}"><h3>${escapeHtml(name)}</h3>
${schema.description === undefined ? "" : prose(schema.description)}${shapeHtml(schema)}</div>`,
  );
  return `<section id="shapes"><h2>Shapes</h2>\n${entries.join("\n")}</section>`;
}

function problems(): string {
  const rows = Object.entries(problemCodes).map(
    ([code, { status, title }]) =>
      `<tr id="problem-${code}"><td>${status}</td><td><code>${code}</code></td><td>${escapeHtml(title)}</td></tr>`,
  );
  return `<section id="problems"><h2>Problems</h2>
<p>What a refused request is answered, as <code>application/problem+json</code>.</p>
<table><tbody>${rows.join("\n")}</tbody></table></section>`;
}
