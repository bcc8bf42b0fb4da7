/** One AI employee: who it is, what it says, what it finds out, and a call to try it. */
import { Alert, Button, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useHotkeys } from "@mantine/hooks";
import { IconAlertTriangle, IconTrash } from "@tabler/icons-react";
import { Link, useBlocker, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { router } from "../../app/router.tsx";
import { useMay } from "../../app/session.ts";
import { CollectSection } from "../../features/employees/collect-section.tsx";
import { DeleteEmployee } from "../../features/employees/delete-employee.tsx";
import { SaysSection, WhoSection } from "../../features/employees/employee-sections.tsx";
import { EmployeeStateBadge } from "../../features/employees/employee-state.tsx";
import { changesOf, type Employee, type EmployeeForm, formOf } from "../../features/employees/employee.ts";
import { KeysSection } from "../../features/employees/keys-section.tsx";
import { TestCall } from "../../features/employees/test-call.tsx";
import { keepEmployee, useEmployee } from "../../features/employees/use-employees.ts";
import { call } from "../../lib/api.ts";
import { useSending } from "../../lib/send-form.ts";
import { VoiceMark } from "../../ui/marks.tsx";
import { Failure, Page } from "../../ui/page.tsx";
import { tell } from "../../ui/toast.tsx";
import { employeePage as words } from "../../words/employee-form.tsx";
import { save as saveWord } from "../../words/ui.ts";
import { ReadEmployee } from "./read-employee.tsx";
import "./employees.css";

export function EmployeePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useEmployee(id);
  const may = useMay();
  if (data && may("employees:write")) return <EditEmployee key={id} employee={data} />;
  if (data)
    return (
      <Page {...headOf(data)}>
        <ReadEmployee employee={data} />
      </Page>
    );
  return (
    <Page title={words.title} above={<Above />}>
      {error ? (
        <Failure what={words.whole} problem={error} again={() => void refetch()} />
      ) : (
        <div className="panel ecard-wait late" role="status" aria-label={words.loading} />
      )}
    </Page>
  );
}

function Above() {
  return (
    <Link to="/employees" className="e-crumb">
      {words.all}
    </Link>
  );
}

function headOf(employee: Employee) {
  return {
    title: employee.name,
    above: <Above />,
    heading: (
      <span className="e-ttl">
        <VoiceMark name={employee.name} size={34} off={!employee.active} />
        {employee.name}
        <EmployeeStateBadge employee={employee} big />
      </span>
    ),
    sub: words.version(employee.role, employee.version),
  };
}

function EditEmployee({ employee }: { employee: Employee }) {
  const [deleting, setDeleting] = useState(false);
  const form = useForm<EmployeeForm>({ initialValues: formOf(employee) });
  const changes = changesOf(formOf(employee), form.values);
  const isChanged = Object.keys(changes).length > 0;
  const { submit, busy, problem } = useSending(form, {
    bodyOf: (values) => changesOf(formOf(employee), values),
    schema: async () => (await import("#contract/ai-employees.ts")).aiEmployeePatch,
    send: async (body) => {
      const saved = await call("updateAiEmployee", { params: { id: employee.id }, body });
      keepEmployee(saved);
      form.setValues(formOf(saved));
      tell({ text: words.saved(saved.name) });
    },
  });
  useHotkeys([["mod+S", () => isChanged && submit()]], []);
  useBlocker({
    shouldBlockFn: () => isChanged && !deleting && !window.confirm(words.leave),
    enableBeforeUnload: () => isChanged && !deleting,
  });
  const actions = (
    <>
      {isChanged && (
        <>
          <span className="e-saved">{words.unsaved}</span>
          <Button variant="default" onClick={() => form.setValues(formOf(employee))}>
            {words.discard}
          </Button>
        </>
      )}
      <Button onClick={() => submit()} loading={busy} disabled={!isChanged}>
        {saveWord}
      </Button>
    </>
  );
  return (
    <Page {...headOf(employee)} actions={actions}>
      <div className="e-edit">
        <form onSubmit={submit} aria-label={words.form(employee.name)}>
          <Problems employee={employee} problem={problem} />
          <WhoSection form={form} />
          <SaysSection form={form} />
          <CollectSection form={form} />
          {form.values.kind === "announcement" && <KeysSection form={form} />}
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            {words.delete(employee.name)}
          </Button>
        </form>
        <Try employee={employee} isChanged={isChanged} />
      </div>
      {deleting && (
        <DeleteEmployee
          employee={employee}
          close={() => setDeleting(false)}
          done={() => router.navigate({ to: "/employees", ignoreBlocker: true })}
        />
      )}
    </Page>
  );
}

function Problems({ employee, problem }: { employee: Employee; problem: string | null }) {
  const { name, problems } = employee;
  return (
    <>
      {problem !== null && (
        <Alert color="red" mb="md">
          {problem}
        </Alert>
      )}
      {problems.length > 0 && (
        <div className="e-callout" role="status">
          <IconAlertTriangle size={17} aria-hidden />
          <div>
            <b>{words.cannotCall(name)}</b>
            {problems.map(({ message }) => (
              <p key={message}>{message}</p>
            ))}
          </div>
        </div>
      )}
    </>
  );
}

function Try({ employee, isChanged }: { employee: Employee; isChanged: boolean }) {
  const may = useMay();
  if (!may("campaigns:run")) return null;
  const why = !employee.active ? words.switchOn : employee.problems.length > 0 ? words.mend : null;
  return (
    <aside className="e-try" aria-label={words.try(employee.name)}>
      <div className="panel panel-pad">
        <Title order={2} fz={14} mb={12}>
          {words.try(employee.name)}
        </Title>
        {why !== null ? <p className="e-dim">{why}</p> : <TestCall employee={employee} />}
        {why === null && isChanged && <p className="e-fld-d">{words.usesSaved}</p>}
      </div>
    </aside>
  );
}
