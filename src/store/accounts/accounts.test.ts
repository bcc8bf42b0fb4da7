import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databases, openFresh } from "#harness/databases.ts";
import type { Database } from "../db.ts";
import { createApiKey, deleteApiKey, listApiKeys, useApiKey } from "./api-keys.ts";
import {
  acceptInvitation,
  cancelInvitation,
  createInvitation,
  findOpenInvitation,
  listInvitations,
} from "./invitations.ts";
import { changeRole, listMembers, membershipOf, removeMember } from "./members.ts";
import { bootstrapOrganisation, createOrganisation, ensureOrganisation, firstOrganisation } from "./organisations.ts";
import { awaitsFirstOwner, signUp } from "./sign-up.ts";
import { accountsIn } from "./tables.ts";

const everything = { limit: 200, after: null };
const person = (name: string, invitationId?: string) => ({
  name,
  email: `${name}@Example.org`,
  passwordHash: "hash",
  invitationId,
});

describe.each(databases)("accounts on $name", ({ open }) => {
  let database: Database;

  beforeAll(async () => {
    database = await openFresh(open);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await accountsIn(database.sql).deleteFrom("organisation").execute();
    await accountsIn(database.sql).deleteFrom("app_user").execute();
  });

  /** An organisation with its owner, as the sign-up page makes them. */
  async function founded(name = "olga") {
    const organisation = await createOrganisation(database.sql, `${name}'s`);
    const { userId } = await signUp(database.sql, person(name));
    return { organisation, userId, owner: { organisationId: organisation.id, role: "owner" as const, userId, name } };
  }
  async function joined(organisationId: string, name: string, role: "owner" | "admin" | "manager" | "viewer") {
    const by = { organisationId, role: "owner" as const, name: "A program" };
    const invitation = await createInvitation(database.sql, by, { email: `${name}@example.org`, role });
    await signUp(database.sql, person(name, invitation.id));
    const { rows } = await listMembers(database.sql, organisationId, everything);
    const member = rows.find((item) => item.name === name);
    if (!member) throw new Error("did not join");
    return member;
  }

  describe("the first organisation", () => {
    test("is made once by processes that start together", async () => {
      const made = await Promise.all([1, 2, 3].map(() => ensureOrganisation(database.sql)));
      expect(new Set(made.map((organisation) => organisation.id)).size).toBe(1);
      expect(made.filter((organisation) => organisation.created)).toHaveLength(1);
    });

    test("comes with an owner's key on an empty database, and only there", async () => {
      const organisation = await bootstrapOrganisation(database.sql, { hash: "h1", start: "abc" });
      expect(await useApiKey(database.sql, "h1")).toMatchObject({ organisationId: organisation?.id, role: "owner" });
      expect(await bootstrapOrganisation(database.sql, { hash: "h2", start: "abc" })).toBeNull();
      expect(await useApiKey(database.sql, "h2")).toBeUndefined();
      expect(await firstOrganisation(database.sql)).toMatchObject({ id: organisation?.id });
    });
  });

  describe("signing up", () => {
    test("makes the first one the owner, with the address in lower case", async () => {
      const { organisation } = await founded();
      const { rows, total } = await listMembers(database.sql, organisation.id, everything);
      expect(rows).toMatchObject([{ name: "olga", email: "olga@example.org", role: "owner" }]);
      expect(total).toBe(1);
      expect(await awaitsFirstOwner(database.sql)).toBe(false);
    });

    test("of two at once makes one owner, and leaves nothing of the other", async () => {
      const organisation = await createOrganisation(database.sql, "New");
      const tries = await Promise.allSettled([
        signUp(database.sql, person("ana")),
        signUp(database.sql, person("bert")),
      ]);
      const refused = tries.filter((attempt) => attempt.status === "rejected");
      expect(refused).toMatchObject([{ reason: { code: "already_claimed" } }]);
      expect((await listMembers(database.sql, organisation.id, everything)).total).toBe(1);
      expect(await accountsIn(database.sql).selectFrom("app_user").selectAll().execute()).toHaveLength(1);
    });

    test("again with the same address is refused with a sentence", async () => {
      const { owner } = await founded();
      await createOrganisation(database.sql, "Waiting");
      await expect(signUp(database.sql, person("olga"))).rejects.toMatchObject({
        code: "invalid",
        problems: [{ path: "email" }],
      });
      expect((await listMembers(database.sql, owner.organisationId, everything)).total).toBe(1);
    });
  });

  describe("an invitation", () => {
    test("lets its address in, once, with its role", async () => {
      const { owner } = await founded();
      const invitation = await createInvitation(database.sql, owner, { email: "Vera@Example.org", role: "viewer" });
      expect(invitation).toMatchObject({ email: "vera@example.org", role: "viewer", createdBy: "olga" });
      expect(await findOpenInvitation(database.sql, invitation.id)).toMatchObject({ email: "vera@example.org" });

      await expect(signUp(database.sql, person("eve", invitation.id))).rejects.toMatchObject({ code: "forbidden" });
      const vera = await signUp(database.sql, person("vera", invitation.id));
      expect(await membershipOf(database.sql, vera.userId, null)).toMatchObject({ role: "viewer" });
      await expect(signUp(database.sql, person("other", invitation.id))).rejects.toMatchObject({ code: "not_found" });
      expect((await listInvitations(database.sql, owner, everything)).rows).toEqual([]);
    });

    test("that is taken back, replaced or older than seven days lets nobody in", async () => {
      const { owner } = await founded();
      const wanted = { email: "vera@example.org", role: "viewer" as const };
      const eightDaysAgo = new Date(Date.now() - 8 * 86_400_000);
      const old = await createInvitation(database.sql, owner, wanted, eightDaysAgo);
      expect((await listInvitations(database.sql, owner, everything)).total).toBe(0);
      await expect(signUp(database.sql, person("vera", old.id))).rejects.toMatchObject({ code: "not_found" });

      const replaced = await createInvitation(database.sql, owner, wanted);
      const latest = await createInvitation(database.sql, owner, wanted);
      expect((await listInvitations(database.sql, owner, everything)).total).toBe(1);
      await expect(signUp(database.sql, person("vera", replaced.id))).rejects.toMatchObject({ code: "not_found" });

      await cancelInvitation(database.sql, owner, latest.id);
      await expect(signUp(database.sql, person("vera", latest.id))).rejects.toMatchObject({ code: "not_found" });
      await expect(cancelInvitation(database.sql, owner, latest.id)).rejects.toMatchObject({ code: "not_found" });
    });

    test("can be accepted by someone who is in another organisation", async () => {
      const { userId } = await founded("olga");
      const other = await createOrganisation(database.sql, "Other");
      await signUp(database.sql, person("otto"));
      const by = { organisationId: other.id, role: "owner" as const, name: "A program" };
      const invitation = await createInvitation(database.sql, by, { email: "olga@example.org", role: "admin" });
      const olga = { id: userId, email: "olga@example.org" };
      const twice = await Promise.allSettled([1, 2].map(() => acceptInvitation(database.sql, invitation.id, olga)));
      expect(twice.map((attempt) => attempt.status).toSorted()).toEqual(["fulfilled", "rejected"]);

      expect(await membershipOf(database.sql, userId, null)).toMatchObject({
        organisationName: "olga's",
        role: "owner",
      });
      expect(await membershipOf(database.sql, userId, other.id)).toMatchObject({
        organisationName: "Other",
        role: "admin",
      });
    });

    test("of a member, or to a role above one's own, is refused", async () => {
      const { owner } = await founded();
      const admin = { ...owner, role: "admin" as const };
      const asOwner = { email: "vera@example.org", role: "owner" as const };
      await expect(createInvitation(database.sql, admin, asOwner)).rejects.toMatchObject({ code: "forbidden" });
      const { id } = await createInvitation(database.sql, owner, asOwner);
      await expect(cancelInvitation(database.sql, admin, id)).rejects.toMatchObject({ code: "forbidden" });
      expect(await listInvitations(database.sql, admin, everything)).toMatchObject({ rows: [], total: 0 });
      const viewer = { ...owner, role: "viewer" as const };
      expect(await listInvitations(database.sql, viewer, everything)).toMatchObject({ rows: [], total: 0 });
      const again = { email: "OLGA@example.org", role: "viewer" as const };
      await expect(createInvitation(database.sql, owner, again)).rejects.toMatchObject({ code: "invalid" });
    });
  });

  describe("members", () => {
    test("are changed by those above them, and by nobody else", async () => {
      const { organisation, owner } = await founded();
      const vera = await joined(organisation.id, "vera", "viewer");
      const [olga] = (await listMembers(database.sql, organisation.id, everything)).rows;
      const admin = { ...owner, role: "admin" as const };
      expect(await changeRole(database.sql, admin, vera.id, "manager")).toMatchObject({ role: "manager" });
      await expect(changeRole(database.sql, admin, vera.id, "owner")).rejects.toMatchObject({ code: "forbidden" });
      await expect(changeRole(database.sql, admin, olga?.id ?? "", "viewer")).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(removeMember(database.sql, admin, olga?.id ?? "")).rejects.toMatchObject({ code: "forbidden" });
      const stranger = { ...owner, organisationId: "another" };
      await expect(removeMember(database.sql, stranger, vera.id)).rejects.toMatchObject({ code: "not_found" });
      await removeMember(database.sql, admin, vera.id);
      expect(await membershipOf(database.sql, vera.userId, organisation.id)).toBeUndefined();
    });

    test("keep an owner, even when two owners leave at once", async () => {
      const { organisation, owner } = await founded();
      const second = await joined(organisation.id, "omar", "owner");
      const [first] = (await listMembers(database.sql, organisation.id, everything)).rows;
      const leaving = await Promise.allSettled([
        removeMember(database.sql, owner, first?.id ?? ""),
        changeRole(database.sql, owner, second.id, "viewer"),
      ]);
      const refused = leaving.filter((attempt) => attempt.status === "rejected");
      expect(refused).toMatchObject([{ reason: { code: "last_owner" } }]);
    });

    test("are listed page by page in the order of joining", async () => {
      const { organisation } = await founded();
      for (const name of ["vera", "mia", "otto"]) await joined(organisation.id, name, "viewer");
      const { rows: first, total } = await listMembers(database.sql, organisation.id, { limit: 2, after: null });
      expect(first.map((member) => member.name)).toEqual(["olga", "vera", "mia"]);
      expect(total).toBe(4);
      const next = await listMembers(database.sql, organisation.id, { limit: 2, after: first[1] ?? null });
      expect(next.rows.map((member) => member.name)).toEqual(["mia", "otto"]);
    });
  });

  describe("an API key", () => {
    const viewerKey = { name: "Reader", role: "viewer" as const, hash: "hash of it", start: "cpl_ab", expiresAt: null };

    test("is known by its hash until it is deleted", async () => {
      const { owner } = await founded();
      const { id } = await createApiKey(database.sql, owner, viewerKey);
      expect(await useApiKey(database.sql, viewerKey.hash)).toEqual({
        id,
        name: "Reader",
        role: "viewer",
        organisationId: owner.organisationId,
      });
      expect(await useApiKey(database.sql, "another hash")).toBeUndefined();
      const stranger = { ...owner, organisationId: "another" };
      await expect(deleteApiKey(database.sql, stranger, id)).rejects.toMatchObject({ code: "not_found" });
      await deleteApiKey(database.sql, owner, id);
      expect(await useApiKey(database.sql, viewerKey.hash)).toBeUndefined();
    });

    test("notes when it was used, to the minute", async () => {
      const { owner } = await founded();
      await createApiKey(database.sql, owner, viewerKey);
      const used = async () => (await listApiKeys(database.sql, owner.organisationId, everything)).rows[0]?.lastUsedAt;
      expect(await used()).toBeNull();
      const noon = new Date("2026-11-23T12:00:00Z");
      await useApiKey(database.sql, viewerKey.hash, noon);
      await useApiKey(database.sql, viewerKey.hash, new Date(noon.getTime() + 59_000));
      expect(await used()).toEqual(noon);
      const later = new Date(noon.getTime() + 61_000);
      await useApiKey(database.sql, viewerKey.hash, later);
      expect(await used()).toEqual(later);
    });

    test("stops when it expires", async () => {
      const { owner } = await founded();
      const expiresAt = new Date("2026-11-23T12:00:00Z");
      await createApiKey(database.sql, owner, { ...viewerKey, expiresAt });
      const before = new Date(expiresAt.getTime() - 1);
      expect(await useApiKey(database.sql, viewerKey.hash, before)).toMatchObject({ name: "Reader" });
      expect(await useApiKey(database.sql, viewerKey.hash, expiresAt)).toBeUndefined();
    });

    test("never outranks its maker, and is not deleted by those below it", async () => {
      const { owner } = await founded();
      const admin = { ...owner, role: "admin" as const };
      const ownerKey = { ...viewerKey, role: "owner" as const };
      await expect(createApiKey(database.sql, admin, ownerKey)).rejects.toMatchObject({ code: "forbidden" });
      const { id } = await createApiKey(database.sql, owner, ownerKey);
      await expect(deleteApiKey(database.sql, admin, id)).rejects.toMatchObject({ code: "forbidden" });
    });
  });
});
