import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconPhoneCall, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMay } from "../../app/session.ts";
import { grouped } from "../../lib/format.ts";
import { VoiceMark } from "../../ui/marks.tsx";
import { employeeKindWords, languageName } from "../../words/employees.ts";
import { EmployeeStateBadge } from "./employee-state.tsx";
import { type Employee, stateOf } from "./employee.ts";

interface CardProps {
  employee: Employee;
  test: (employee: Employee) => void;
  remove: (employee: Employee) => void;
}

export function EmployeeCard({ employee, test, remove }: CardProps) {
  const { id, name, role, kind, language, voice, maxConcurrentCalls, collect } = employee;
  const may = useMay();
  const state = stateOf(employee);
  return (
    <li className="panel ecard" data-off={state === "off" || undefined}>
      <div className="ecard-top">
        <VoiceMark name={name} size={52} off={state === "off"} />
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
        {voice !== null && <span className="tag">{voice} voice</span>}
      </div>
      <Reason employee={employee} />
      <dl className="ecard-facts">
        <div>
          <dt>Calls at once</dt>
          <dd className="num">up to {grouped(maxConcurrentCalls)}</dd>
        </div>
        <div>
          <dt>{kind === "announcement" ? "Keys" : "Finds out"}</dt>
          <dd className="num">
            {kind === "announcement" ? grouped(employee.keys.length) : counted(collect.length, "detail")}
          </dd>
        </div>
      </dl>
      <div className="ecard-foot">
        {may("employees:write") && (
          <Button variant="default" size="xs" component={Link} to={`/employees/${id}`}>
            {state === "incomplete" ? "Finish setup" : "Edit"}
          </Button>
        )}
        {may("campaigns:run") && state === "active" && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPhoneCall size={14} aria-hidden />}
            onClick={() => test(employee)}
          >
            Test call
          </Button>
        )}
      </div>
    </li>
  );
}

const counted = (count: number, noun: string) => `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;

function Reason({ employee: { name, active, problems } }: { employee: Employee }) {
  if (active && problems.length === 0) return null;
  return (
    <div className="ecard-todo">
      {!active && <p>Switched off: no campaign can be launched with {name}.</p>}
      {problems.length > 0 && (
        <>
          <p>Before {name} can call:</p>
          <ul>
            {problems.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function CardMenu({ employee, remove }: Pick<CardProps, "employee" | "remove">) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${employee.name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} color="red" onClick={() => remove(employee)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
