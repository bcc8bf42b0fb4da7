import { IconCheck } from "@tabler/icons-react";
import { rolePermissions, roles } from "#domain/roles.ts";
import { Section } from "../../ui/page.tsx";
import { permissionRows, roleWords } from "../../words/settings.ts";
import { roleTable as words } from "../../words/team.ts";
import { yesOrNo } from "../../words/ui.ts";

/** Who may do what, by the table the API refuses by. */
export function RoleTable() {
  return (
    <Section title={words.title}>
      <div className="tw" tabIndex={0} role="group" aria-label={words.label}>
        <table className="t s-caps" aria-label={words.title}>
          <thead>
            <tr>
              <th scope="col">{words.may}</th>
              {roles.map((role) => (
                <th scope="col" key={role}>
                  {roleWords[role].name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissionRows.map(([act, permission]) => (
              <tr key={permission}>
                <th scope="row">{act}</th>
                {roles.map((role) => (
                  <td key={role}>
                    {rolePermissions[role].has(permission) ? (
                      <>
                        <IconCheck size={16} stroke={2.2} color="var(--o-success-fg)" aria-hidden />
                        <span className="vh">{yesOrNo(true)}</span>
                      </>
                    ) : (
                      <>
                        <span aria-hidden>–</span>
                        <span className="vh">{yesOrNo(false)}</span>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
