/** The audit log of an organisation. Nothing here changes or deletes an entry (test/architecture.test.ts holds that). */
import { type Kysely, sql } from "kysely";
import type { AuditChange, AuditSubjectKind, AuditVerb } from "#domain/audit.ts";
import { type IdPage, isAt, likePattern, type Rows } from "./page.ts";
import type { Tables } from "./tables.ts";

/** Who did it. `system` is Campanile itself, and has no id. */
export interface AuditActor {
  kind: "user" | "key" | "system";
  id: string | null;
  name: string;
}

export interface AuditNote {
  organisationId: string;
  actor: AuditActor;
  verb: AuditVerb;
  subject: { kind: AuditSubjectKind; id: string | null };
  changes?: Readonly<Record<string, AuditChange>>;
  now: Date;
  /** Of the HTTP request that asked for it, as its log lines carry it. */
  requestId: string | null;
}

/** Who asked for a change, when, by which request. */
export type AskedBy = Pick<AuditNote, "organisationId" | "actor" | "now" | "requestId">;

export interface AuditEntry {
  id: string;
  at: string;
  actor: AuditActor;
  verb: AuditVerb;
  subject: { kind: AuditSubjectKind; id: string | null };
  changes: Record<string, AuditChange>;
  requestId: string | null;
}

/** Belongs into the transaction of the change that it tells of. */
export async function noteAudit(db: Kysely<Tables>, note: AuditNote): Promise<void> {
  await db
    .insertInto("audit")
    .values({
      organisation_id: note.organisationId,
      at: note.now,
      actor_kind: note.actor.kind,
      actor_id: note.actor.id,
      actor_name: note.actor.name,
      verb: note.verb,
      subject_kind: note.subject.kind,
      subject_id: note.subject.id,
      changes: JSON.stringify(note.changes ?? {}),
      request_id: note.requestId,
    })
    .execute();
}

export interface AuditChoice {
  /** An actor's id, or a part of the name. */
  actor?: string | undefined;
  verb?: readonly AuditVerb[] | undefined;
  /** A kind, or a kind and an id: `campaign:7`. */
  subject?: { kind: AuditSubjectKind; id: string | null } | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The latest first. */
export async function listAudit(
  db: Kysely<Tables>,
  organisationId: string,
  choice: AuditChoice,
  page: IdPage,
): Promise<Rows<AuditEntry>> {
  const chosen = (after: number | null) =>
    db
      .selectFrom("audit")
      .where(isAt("organisation_id", organisationId, after))
      .$if(choice.actor !== undefined, (query) =>
        query.where((eb) =>
          eb.or([eb("actor_id", "=", choice.actor!), eb("actor_name", "ilike", likePattern(choice.actor!))]),
        ),
      )
      .$if(choice.verb !== undefined, (query) => query.where("verb", "in", [...choice.verb!]))
      .$if(choice.subject !== undefined, (query) => query.where("subject_kind", "=", choice.subject!.kind))
      .$if(choice.subject?.id != null, (query) => query.where("subject_id", "=", choice.subject!.id))
      .$if(choice.from !== undefined, (query) => query.where("at", ">=", choice.from!))
      .$if(choice.to !== undefined, (query) => query.where("at", "<", choice.to!));
  const [rows, { total }] = await Promise.all([
    chosen(page.after)
      .selectAll()
      .orderBy("organisation_id", "desc")
      .orderBy("id", "desc")
      .limit(page.limit + 1)
      .execute(),
    chosen(null)
      .select(sql<number>`count(*)`.as("total"))
      .executeTakeFirstOrThrow(),
  ]);
  return {
    rows: rows.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
      verb: row.verb as AuditVerb,
      subject: { kind: row.subject_kind as AuditSubjectKind, id: row.subject_id },
      changes: row.changes,
      requestId: row.request_id,
    })),
    total,
  };
}
