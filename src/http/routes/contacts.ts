import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { createContact } from "#actions/create-contact.ts";
import { deleteContact, deleteContacts } from "#actions/delete-contact.ts";
import { mergeContacts } from "#actions/merge-contact.ts";
import { noteExport } from "#actions/note-export.ts";
import { suppressContacts } from "#actions/suppress-contacts.ts";
import { tagContacts } from "#actions/tag-contacts.ts";
import { updateContact } from "#actions/update-contact.ts";
import { contactEndpoints, mostContactFields } from "#contract/contacts.ts";
import type { Clock } from "#domain/clock.ts";
import { listCalls } from "#store/calls.ts";
import { readContactLabels } from "#store/contact-labels.ts";
import { countContacts, findRecord, listContacts } from "#store/contact-list.ts";
import { type ContactPage, contactOrders } from "#store/contact-page.ts";
import type { ContactChoice, ContactFilter } from "#store/contact-filter.ts";
import { listHistory } from "#store/contact-history.ts";
import { readId } from "#store/ids.ts";
import type { Sql } from "#store/db.ts";
import { askedBy } from "../audited.ts";
import { bind } from "../bind.ts";
import { contactsAsCsv } from "../contact-export.ts";
import { idPage, idPageAnswer } from "../id-pages.ts";
import { idOf } from "../ids.ts";
import { decodeCursor, pageOf } from "../pages.ts";

export function bindContacts(server: FastifyInstance, sql: Sql, clock: Clock): void {
  const now = () => new Date(clock.now());
  const named = (params: { id: string }) => idOf(params.id, "contact");
  const shown = (organisationId: string, id: number) => findRecord(sql, organisationId, id, now());

  bind(server, contactEndpoints.listContacts, async ({ principal, query }) => {
    const { organisationId } = principal;
    const at = now();
    const [rows, total] = await Promise.all([
      listContacts(sql, organisationId, query, contactPage(query), at),
      query.total ? countContacts(sql, organisationId, query, at) : null,
    ]);
    return pageOf(rows, {
      limit: query.limit,
      total,
      item: (row) => row.contact,
      position: ({ place }) => [query.sort, place.key, place.id],
    });
  });
  bind(server, contactEndpoints.createContact, async ({ principal, body }) => {
    const { id } = await createContact(sql, principal.organisationId, body);
    return shown(principal.organisationId, Number(id));
  });
  bind(server, contactEndpoints.countContacts, async ({ principal, body }) => ({
    count: await countContacts(sql, principal.organisationId, body, now()),
  }));
  bind(server, contactEndpoints.listContactFields, ({ principal }) =>
    readContactLabels(sql, principal.organisationId, mostContactFields),
  );
  bind(server, contactEndpoints.exportContacts, async ({ principal, query, request }) => {
    const { organisationId } = principal;
    const asked = askedBy(principal, request, clock.now());
    await noteExport(sql, asked, "contacts.exported", { kind: "organisation", id: organisationId });
    return contactsAsCsv(sql, organisationId, query, asked.now);
  });
  bind(server, contactEndpoints.getContact, ({ principal, params }) => shown(principal.organisationId, named(params)));
  bind(server, contactEndpoints.updateContact, async ({ principal, params, body }) => {
    await updateContact(sql, principal.organisationId, named(params), body, now());
    return shown(principal.organisationId, named(params));
  });
  bind(server, contactEndpoints.deleteContact, ({ principal, params }) =>
    deleteContact(sql, principal.organisationId, named(params)),
  );
  bind(server, contactEndpoints.mergeContacts, async ({ principal, params, body }) => {
    const { organisationId, name: actorName } = principal;
    const id = named(params);
    const request = { organisationId, id, otherId: idOf(body.otherId, "contact"), phone: body.phone };
    await mergeContacts(sql, { ...request, actorName, now: now() });
    return shown(organisationId, id);
  });
  bind(server, contactEndpoints.tagContacts, async ({ principal, body }) => ({
    changed: await tagContacts(sql, principal.organisationId, selected(body), body, now()),
  }));
  bind(server, contactEndpoints.deleteContacts, ({ principal, body }) =>
    deleteContacts(sql, principal.organisationId, selected(body), now()),
  );
  bind(server, contactEndpoints.suppressContacts, ({ principal, body }) =>
    suppressContacts(sql, selected(body), {
      organisationId: principal.organisationId,
      source: principal.kind === "key" ? "api" : "user",
      note: body.note,
      addedBy: principal.name,
      expiresAt: body.expiresAt === null ? null : new Date(body.expiresAt),
      now: now(),
    }),
  );
  bind(server, contactEndpoints.listContactHistory, async ({ principal, params, query }) => {
    const contactId = named(params);
    await shown(principal.organisationId, contactId);
    const place = decodeCursor(historyPlace, query.cursor);
    const after = place && { at: place[0], kind: place[1], id: place[2] };
    const { rows, total } = await listHistory(sql, contactId, { limit: query.limit, after });
    return pageOf(rows, {
      limit: query.limit,
      total,
      item: (row) => row.entry,
      position: (row) => [row.place.at, row.place.kind, row.place.id],
    });
  });
  bind(server, contactEndpoints.listContactCalls, async ({ principal, params, query }) => {
    const contactId = named(params);
    await shown(principal.organisationId, contactId);
    return idPageAnswer(await listCalls(sql, principal.organisationId, { contactId, ...idPage(query) }), query);
  });
}

/** As the database writes an instant. */
const historyPlace = z.tuple([z.string().regex(/^[\d :.+-]{10,40}$/), z.string().max(20), z.int().min(1)]);

type Selection = { contactIds: string[] } | { filter: ContactFilter; search?: string | undefined };

function selected(body: Selection): ContactChoice {
  return "contactIds" in body ? { ids: body.contactIds.map((id) => readId(id) ?? 0) } : body;
}

/** A cursor of one order is none of another. */
function contactPage({
  sort,
  limit,
  cursor,
}: {
  sort: string;
  limit: number;
  cursor?: string | undefined;
}): ContactPage {
  const place = decodeCursor(z.tuple([z.literal(sort), z.string(), z.int().min(1)]), cursor);
  return {
    limit,
    order: contactOrders.find((order) => sort.endsWith(order))!,
    descending: sort.startsWith("-"),
    after: place && { key: place[1], id: place[2] },
  };
}
