/**
 * Names of zones that say no place, such as `EST` and `Etc/GMT+5`, are refused since; and which edition of the table of
 * numbers' zones the contacts have is written down.
 */
import type { Migration } from "./index.ts";

/** Names that were taken until now and are refused since (src/domain/dialing/zone-names.ts, as it was then). */
const placeless =
  "^(etc/(gmt|greenwich).*|gmt([+-]?0)?|greenwich|est|mst|hst|est5edt|cst6cdt|mst7mdt|pst8pdt|cet|met|eet|wet)$";

export const zoneNames: Migration = {
  name: "0013-zone-names",
  statements: [
    // Contacts keep what was written for them, and count as contacts whose zone nobody knows (src/store/engine-view.ts).
    `with changed as (
       select id, organisation_id, coalesce(settings #>> '{timezone,zone}', settings #>> '{timezone,fallback}') as zone
         from campaign
        where coalesce(settings #>> '{timezone,zone}', settings #>> '{timezone,fallback}') ~* '${placeless}'),
     noted as (
       insert into activity (organisation_id, campaign_id, kind, actor_kind, text)
       select organisation_id, id, 'edited', 'system',
              'The time zone "' || zone || '" says no place and was taken away: calls go by each contact''s own time zone.'
         from changed)
     update campaign c
        set settings = jsonb_set(settings, '{timezone}', '{"mode": "contact", "fallback": null}'),
            settings_version = settings_version + 1
       from changed where changed.id = c.id`,
    `create table number_zones (version text not null)`,
  ],
};
