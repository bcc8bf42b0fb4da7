import { type EmployeeState, stateOf, type Employee } from "./employee.ts";

const looks: Record<EmployeeState, { label: string; status: "completed" | "paused" | "draft" }> = {
  active: { label: "Active", status: "completed" },
  incomplete: { label: "Cannot call yet", status: "paused" },
  off: { label: "Not active", status: "draft" },
};

export function EmployeeStateBadge({ employee, big }: { employee: Employee; big?: boolean }) {
  const { label, status } = looks[stateOf(employee)];
  const classes = ["pill", "e-pill-word", big && "pill-lg", status === "draft" && "pill-outline"];
  return (
    <span
      className={classes.filter(Boolean).join(" ")}
      style={{ color: `var(--s-${status}-fg)`, background: `var(--s-${status}-bg)` }}
    >
      {label}
    </span>
  );
}
