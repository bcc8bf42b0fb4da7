/** The migrations in the order in which they run. A released one is never changed; a mistake in it is a new one. */
import { accounts } from "./0001-accounts.ts";
import { campaignsMigration } from "./0002-campaigns.ts";
import { engine } from "./0003-engine.ts";
import { importsMigration } from "./0004-imports.ts";
import { contactSearch } from "./0005-contact-search.ts";
import { campaignFigures } from "./0006-campaign-figures.ts";
import { oldAnswers } from "./0007-old-answers.ts";
import { contactLabels } from "./0008-contact-labels.ts";
import { recordings } from "./0009-recordings.ts";
import { growth } from "./0010-growth.ts";
import { contactOrders } from "./0011-contact-orders.ts";
import { importDrafts } from "./0012-import-drafts.ts";
import { zoneNames } from "./0013-zone-names.ts";
import { doors } from "./0014-doors.ts";
import { databaseIdentity } from "./0015-database-identity.ts";
import { audit } from "./0017-audit.ts";
import { doNotCallImports } from "./0018-do-not-call-imports.ts";
import { accountsEnd } from "./0019-accounts-end.ts";
import { erasures } from "./0021-erasures.ts";

export interface Migration {
  name: string;
  statements: readonly string[];
}

export const migrations: readonly Migration[] = [
  accounts,
  campaignsMigration,
  engine,
  importsMigration,
  contactSearch,
  campaignFigures,
  oldAnswers,
  contactLabels,
  recordings,
  growth,
  contactOrders,
  importDrafts,
  zoneNames,
  doors,
  databaseIdentity,
  audit,
  doNotCallImports,
  accountsEnd,
  erasures,
];
