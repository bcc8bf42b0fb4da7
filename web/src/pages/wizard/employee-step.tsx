/** Cards of those who can call; whoever cannot says why. */
import { Button, Skeleton } from "@mantine/core";
import { IconPlus, IconWaveSine } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMay } from "../../app/session.ts";
import { useEmployeeList } from "../../features/campaigns/employees.ts";
import type { Employee } from "../../features/employees/employee.ts";
import { VoiceMark } from "../../ui/marks.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { employeeKindWords, languageName } from "../../words/employees.ts";
import { choiceWords } from "../../words/wizard-review.tsx";
import { employeeStep } from "../../words/wizard.ts";
import type { DraftForm } from "./draft.ts";
import "./employee-step.css";

export function EmployeeStep({ draft: { fields, change, errorOf } }: { draft: DraftForm }) {
  const list = useEmployeeList();
  const employees = list.data;
  const may = useMay();
  if (list.isError && !employees)
    return <Failure what={employeeStep.what} problem={list.error} again={() => void list.refetch()} />;
  if (!employees) return <Skeleton className="late" h={96} radius="lg" aria-label={employeeStep.loading} />;
  const make = may("employees:write") && (
    <Button variant="default" component={Link} to="/employees" leftSection={<IconPlus size={16} />}>
      {employeeStep.make}
    </Button>
  );
  if (employees.length === 0)
    return <Empty icon={IconWaveSine} title={employeeStep.none} text={employeeStep.noneAbout} actions={make} />;
  const chosen = employees.find(({ id }) => id === fields.aiEmployeeId);
  const error = errorOf("aiEmployeeId");
  return (
    <>
      <fieldset className="wiz-employees">
        <legend className="vh">{employeeStep.legend}</legend>
        {employees.map((employee) => (
          <EmployeeChoice
            key={employee.id}
            employee={employee}
            isChosen={employee === chosen}
            choose={() => change({ aiEmployeeId: employee.id })}
          />
        ))}
      </fieldset>
      {error !== undefined && <p className="form-error">{error}</p>}
      {chosen && <Says employee={chosen} />}
      {make && <div className="wiz-employees-more">{make}</div>}
    </>
  );
}

interface EmployeeChoiceProps {
  employee: Employee;
  isChosen: boolean;
  choose: () => void;
}

function EmployeeChoice({ employee, isChosen, choose }: EmployeeChoiceProps) {
  const { id, name, role, kind, language, maxConcurrentCalls, active, problems } = employee;
  const may = useMay();
  const isReady = active && problems.length === 0;
  const reason = active ? problems[0]?.message : employeeStep.offAbout;
  return (
    <div className="wiz-employee" data-on={isChosen || undefined} data-off={!isReady || undefined}>
      <label className="wiz-employee-pick">
        <input type="radio" name="employee" checked={isChosen} disabled={!active && !isChosen} onChange={choose} />
        <VoiceMark name={name} size={44} off={!isReady} />
        <span className="wiz-employee-main">
          <span className="wiz-employee-name">
            <b>{name}</b>
            {!isReady && <span className="tag">{active ? employeeStep.unready : employeeStep.off}</span>}
          </span>
          {role !== "" && <span className="wiz-employee-role">{role}</span>}
          <span className="wiz-employee-facts">
            <span>{languageName(language)}</span>
            <span>{employeeKindWords[kind].name}</span>
            <span>{employeeStep.atOnce(maxConcurrentCalls)}</span>
          </span>
          {reason !== undefined && <span className="wiz-employee-why">{reason}</span>}
        </span>
      </label>
      {!isReady && may("employees:write") && (
        <Button variant="default" size="xs" component={Link} to={`/employees/${id}`}>
          {active ? employeeStep.finish : employeeStep.open}
          <span className="vh"> {name}</span>
        </Button>
      )}
    </div>
  );
}

function Says({ employee: { name, kind, greeting, message, collect } }: { employee: Employee }) {
  const words = kind === "announcement" ? (message ?? greeting) : greeting;
  if (words === "") return null;
  return (
    <div className="wiz-says">
      <span>{employeeStep.opens(name)}</span>
      <p>{choiceWords.quoted(words)}</p>
      {collect.length > 0 && (
        <>
          <span>{employeeStep.findsOut}</span>
          <div className="wiz-tags">
            {collect.map(({ field }) => (
              <span key={field} className="tag">
                {field.replaceAll("_", " ")}
              </span>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
