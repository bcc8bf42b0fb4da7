/** Functions of the hot statements. */
import type { Migration } from "./index.ts";

export const engine: Migration = {
  name: "0003-engine",
  statements: [
    // How names are compared: as variableKey in src/domain/template.ts does.
    `create function variable_key(name text) returns text language sql immutable as $$
       select lower(normalize(regexp_replace(trim(name), '\\s+', ' ', 'g'))) $$`,
    // The value a template would find under a name: a field, or an imported column whatever its capitals.
    `create function contact_value(c contact, name text) returns text language sql immutable as $$
       select case variable_key(name)
         when 'first_name' then c.first_name when 'last_name' then c.last_name
         when 'full_name' then concat_ws(' ', c.first_name, c.last_name)
         when 'email' then c.email when 'company' then c.company when 'language' then c.language
         when 'timezone' then c.timezone when 'phone' then c.phone when 'external_id' then c.external_id
         else (select value from jsonb_each_text(c.attributes) where variable_key(key) = variable_key(name) order by key limit 1) end $$`,
    `create function lacks_variable(c contact, required text[]) returns boolean language sql immutable as $$
       select exists (select from unnest(required) name where coalesce(trim(contact_value(c, name)), '') = '') $$`,
    `create function contact_variables(c contact) returns jsonb language sql immutable as $$
       select c.attributes || jsonb_strip_nulls(jsonb_build_object('first_name', c.first_name, 'last_name', c.last_name,
         'full_name', nullif(concat_ws(' ', c.first_name, c.last_name), ''), 'email', c.email, 'company', c.company,
         'language', c.language, 'timezone', c.timezone, 'phone', c.phone, 'external_id', c.external_id)) $$`,
  ],
};
