import type { FastifyInstance } from "fastify";
import { createContact } from "#actions/create-contact.ts";
import { deleteContact } from "#actions/delete-contact.ts";
import { updateContact } from "#actions/update-contact.ts";
import { contactEndpoints } from "#contract/contacts.ts";
import { listCalls } from "#store/calls.ts";
import { countContacts, findContact, listContacts } from "#store/contacts.ts";
import type { Sql } from "#store/db.ts";
import { bind } from "../bind.ts";
import { contactsAsCsv } from "../contact-export.ts";
import { idPage, idPageAnswer } from "../id-pages.ts";
import { idOf } from "../ids.ts";

export function bindContacts(server: FastifyInstance, sql: Sql): void {
  const named = (params: { id: string }) => idOf(params.id, "contact");

  bind(server, contactEndpoints.listContacts, async ({ principal, query }) =>
    idPageAnswer(await listContacts(sql, principal.organisationId, query, idPage(query), new Date()), query),
  );
  bind(server, contactEndpoints.createContact, ({ principal, body }) =>
    createContact(sql, principal.organisationId, body),
  );
  bind(server, contactEndpoints.countContacts, async ({ principal, body }) => ({
    count: await countContacts(sql, principal.organisationId, body, new Date()),
  }));
  bind(server, contactEndpoints.exportContacts, ({ principal, query }) =>
    contactsAsCsv(sql, principal.organisationId, query, new Date()),
  );
  bind(server, contactEndpoints.getContact, ({ principal, params }) =>
    findContact(sql, principal.organisationId, named(params)),
  );
  bind(server, contactEndpoints.updateContact, ({ principal, params, body }) =>
    updateContact(sql, principal.organisationId, named(params), body, new Date()),
  );
  bind(server, contactEndpoints.deleteContact, ({ principal, params }) =>
    deleteContact(sql, principal.organisationId, named(params)),
  );
  bind(server, contactEndpoints.listContactCalls, async ({ principal, params, query }) => {
    const contactId = named(params);
    await findContact(sql, principal.organisationId, contactId);
    return idPageAnswer(await listCalls(sql, principal.organisationId, { contactId, ...idPage(query) }), query);
  });
}
