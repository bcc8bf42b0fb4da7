/** Functions of the hot statements. */
import type { Migration } from "./index.ts";

/** What JavaScript takes for white space (ECMA-262, WhiteSpace and LineTerminator), for a bracket of a regular expression. */
const whiteSpace = String.raw`\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`;

export const engine: Migration = {
  name: "0003-engine",
  statements: [
    // How names are compared: as variableKey in src/domain/template.ts does.
    `create function variable_key(name text) returns text language sql immutable as $$
       select lower(normalize(btrim(regexp_replace(name, '[${whiteSpace}]+', ' ', 'g')))) $$`,
    // A template finds a value under a name in a field or in any of the columns of that name, whatever their capitals, and
    // passes over what is blank. Not in language sql: that would be planned anew with every statement that calls it.
    `create function lacks_variable(c contact, required text[]) returns boolean language plpgsql immutable as $$
       begin
         return exists (
           select from unnest(required) name, lateral (select variable_key(name) as key offset 0) wanted
            where coalesce(case wanted.key
                    when 'first_name' then c.first_name when 'last_name' then c.last_name
                    when 'full_name' then concat_ws(' ', c.first_name, c.last_name)
                    when 'email' then c.email when 'company' then c.company when 'language' then c.language
                    when 'timezone' then c.timezone when 'phone' then c.phone when 'external_id' then c.external_id
                  end, '') !~ '[^${whiteSpace}]'
              and not exists (select from jsonb_each_text(c.attributes) column_of_list(name, value)
                               where value ~ '[^${whiteSpace}]' and variable_key(column_of_list.name) = wanted.key));
       end $$`,
  ],
};
