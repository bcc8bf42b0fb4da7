import { IconCheck } from "@tabler/icons-react";
import { rolePermissions, roles } from "#domain/roles.ts";
import { Section } from "../../ui/page.tsx";
import { permissionRows, roleWords } from "../../words/settings.ts";

/** Who may do what, by the table the API refuses by. */
export function RoleTable() {
  return (
    <Section title="What each role can do">
      <div className="tw" tabIndex={0} role="group" aria-label="What each role can do, table">
        <table className="t s-caps" aria-label="What each role can do">
          <thead>
            <tr>
              <th scope="col">May</th>
              {roles.map((role) => (
                <th scope="col" key={role}>
                  {roleWords[role].name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissionRows.map(([words, permission]) => (
              <tr key={permission}>
                <th scope="row">{words}</th>
                {roles.map((role) => (
                  <td key={role}>
                    {rolePermissions[role].has(permission) ? (
                      <>
                        <IconCheck size={16} stroke={2.2} color="var(--o-success-fg)" aria-hidden />
                        <span className="vh">Yes</span>
                      </>
                    ) : (
                      <>
                        <span aria-hidden>–</span>
                        <span className="vh">No</span>
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
