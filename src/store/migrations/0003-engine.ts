/** Functions of the hot statements. */
import type { Migration } from "./index.ts";

/** What JavaScript takes for white space (ECMA-262, WhiteSpace and LineTerminator), for a bracket of a regular expression. */
const whiteSpace = String.raw`\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`;

/** A contact's field by its name, of the row `c`; null for any other name. */
const fieldOf = (name: string) => `case ${name}
  when 'first_name' then c.first_name when 'last_name' then c.last_name
  when 'full_name' then nullif(concat_ws(' ', c.first_name, c.last_name), '') when 'email' then c.email
  when 'company' then c.company when 'language' then c.language when 'timezone' then c.timezone
  when 'phone' then c.phone when 'external_id' then c.external_id end`;

export const engine: Migration = {
  name: "0003-engine",
  statements: [
    // How names are compared: as variableKey in src/domain/template.ts does.
    `create function variable_key(name text) returns text language sql immutable as $$
       select lower(normalize(btrim(regexp_replace(name, '[${whiteSpace}]+', ' ', 'g')))) $$`,
    // A template finds a value under a name in a field or in any of the columns of that name, whatever their capitals, and
    // passes over what is blank. Names are mostly written as they are stored, and then need no comparing: 100,000 contacts
    // and two names took 0.7 s, and 7 s by keys alone. Not in language sql, which is planned with every statement anew.
    `create function lacks_variable(c contact, required text[]) returns boolean language plpgsql immutable as $$
       declare
         name text;
         wanted text;
         field text;
       begin
         foreach name in array required loop
           continue when coalesce(${fieldOf("name")}, c.attributes ->> name) ~ '[^${whiteSpace}]';
           wanted := variable_key(name);
           field := ${fieldOf("wanted")};
           continue when field ~ '[^${whiteSpace}]';
           continue when exists (
             select from jsonb_each_text(c.attributes) as stored(key, value)
              where stored.value ~ '[^${whiteSpace}]' and variable_key(stored.key) = wanted
                and (field is null or stored.key <> wanted));
           return true;
         end loop;
         return false;
       end $$`,
  ],
};
