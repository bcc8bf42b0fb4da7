import { type EmployeeState, employeeStateWords } from "../../words/employees.ts";
import { stateOf, type Employee } from "./employee.ts";

/** Of a campaign's status, for its colours. */
const looks: Record<EmployeeState, "completed" | "draft"> = { active: "completed", incomplete: "draft", off: "draft" };

export function EmployeeStateBadge({ employee, big }: { employee: Employee; big?: boolean }) {
  const state = stateOf(employee);
  const status = looks[state];
  const classes = ["pill", "e-pill-word", big && "pill-lg", status === "draft" && "pill-outline"];
  return (
    <span
      className={classes.filter(Boolean).join(" ")}
      style={{ color: `var(--s-${status}-fg)`, background: `var(--s-${status}-bg)` }}
    >
      {employeeStateWords[state]}
    </span>
  );
}
