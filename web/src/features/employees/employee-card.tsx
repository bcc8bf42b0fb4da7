import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconPencil, IconPhoneCall, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMay } from "../../app/session.ts";
import { grouped } from "../../lib/format.ts";
import { VoiceMark } from "../../ui/marks.tsx";
import { employeeCard as words } from "../../words/employee-list.ts";
import { callsAtOnce, employeeKindWords, languageName } from "../../words/employees.ts";
import { EmployeeLoad } from "./employee-load.tsx";
import { EmployeeStateBadge } from "./employee-state.tsx";
import { type Employee, stateOf } from "./employee.ts";
import type { Busy } from "./use-busy-employees.ts";

interface CardProps {
  employee: Employee;
  /** By the id of the AI employee; null: not known. */
  busy: ReadonlyMap<string, Busy> | null;
  test: (employee: Employee) => void;
  remove: (employee: Employee) => void;
}

export function EmployeeCard({ employee, busy, test, remove }: CardProps) {
  const { id, name, role, kind, language, maxConcurrentCalls } = employee;
  const may = useMay();
  const state = stateOf(employee);
  return (
    <li className="panel ecard" data-off={state !== "active" || undefined}>
      <div className="ecard-top">
        <VoiceMark name={name} size={52} off={state !== "active"} />
        <div className="grow">
          <h2>
            <Link to="/employees/$id" params={{ id }} className="t-link">
              {name}
            </Link>
          </h2>
          <p>{role}</p>
        </div>
        {may("employees:write") && <CardMenu employee={employee} remove={remove} />}
      </div>
      <div className="ecard-tags">
        <EmployeeStateBadge employee={employee} />
        <span className="tag">{employeeKindWords[kind].name}</span>
        <span className="tag">{languageName(language)}</span>
      </div>
      <Reason employee={employee} />
      {busy && (state === "active" || busy.has(id)) && <EmployeeLoad busy={busy.get(id)} most={maxConcurrentCalls} />}
      {state === "active" && <Facts employee={employee} />}
      <div className="ecard-foot">
        {may("employees:write") && (
          <Button variant="default" size="xs" component={Link} to={`/employees/${id}`}>
            {state === "incomplete" ? words.finish : words.edit}
          </Button>
        )}
        {may("campaigns:run") && state === "active" && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPhoneCall size={14} aria-hidden />}
            onClick={() => test(employee)}
          >
            {words.testCall}
          </Button>
        )}
      </div>
    </li>
  );
}

function Facts({ employee: { kind, keys, collect, maxConcurrentCalls } }: { employee: Employee }) {
  return (
    <dl className="ecard-facts">
      <div>
        <dt>{words.atOnce}</dt>
        <dd className="num">{callsAtOnce(maxConcurrentCalls)}</dd>
      </div>
      <div>
        <dt>{kind === "announcement" ? words.keys : words.findsOut}</dt>
        <dd className="num">{kind === "announcement" ? grouped(keys.length) : words.details(collect.length)}</dd>
      </div>
    </dl>
  );
}

function Reason({ employee: { name, active, problems } }: { employee: Employee }) {
  if (active && problems.length === 0) return null;
  return (
    <div className="ecard-todo">
      {!active && <p>{words.off(name)}</p>}
      {problems.length > 0 && (
        <>
          <p>{words.left(name, problems.length)}</p>
          <ol>
            {problems.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function CardMenu({ employee, remove }: Pick<CardProps, "employee" | "remove">) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={words.actions(employee.name)}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} component={Link} to={`/employees/${employee.id}`}>
          {words.edit}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} color="red" onClick={() => remove(employee)}>
          {words.delete}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
