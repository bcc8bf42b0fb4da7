/** What the AI employees ask first. The address begins with it while the page itself is still being loaded. */
import { employeeQuery, employeeRows } from "../../features/employees/use-employees.ts";
import { beginPages } from "../../lib/pages.ts";
import { begin } from "../../lib/query.ts";

export const beginEmployees = (): void => beginPages(...employeeRows(""));

export const beginEmployee = ({ id }: { id: string }): void => begin(employeeQuery(id));
