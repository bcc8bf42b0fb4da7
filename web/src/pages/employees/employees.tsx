/** Who calls. */
import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconPlus, IconSearch, IconWaveSine } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useMay } from "../../app/session.ts";
import { CreateEmployee } from "../../features/employees/create-employee.tsx";
import { DeleteEmployee } from "../../features/employees/delete-employee.tsx";
import { EmployeeCard } from "../../features/employees/employee-card.tsx";
import type { Employee } from "../../features/employees/employee.ts";
import { TestCallDialog } from "../../features/employees/test-call.tsx";
import { useBusyEmployees } from "../../features/employees/use-busy-employees.ts";
import { useEmployeeList } from "../../features/employees/use-employees.ts";
import { Empty, Failure, Page } from "../../ui/page.tsx";
import { employeeList as words } from "../../words/employee-list.ts";
import { showMore } from "../../words/ui.ts";
import "./employees.css";

/** Fewer than these are seen at a glance. */
const SEARCHED_FROM = 7;

export function Employees() {
  const may = useMay();
  const [creating, { open, close }] = useDisclosure(false);
  const create = may("employees:write") && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {words.create}
    </Button>
  );
  return (
    <Page title={words.title} sub={words.about} actions={create || undefined}>
      <EmployeeList create={create} />
      {creating && <CreateEmployee close={close} />}
    </Page>
  );
}

function EmployeeList({ create }: { create: ReactNode }) {
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 200);
  const list = useEmployeeList(asked);
  const busy = useBusyEmployees();
  const [removing, setRemoving] = useState<Employee | null>(null);
  const [testing, setTesting] = useState<Employee | null>(null);
  if (list.problem) return <Failure what={words.title} problem={list.problem} again={list.again} />;
  if (list.isLoading) return <Waiting />;
  if (list.total === 0 && asked === "")
    return <Empty icon={IconWaveSine} title={words.noneTitle} text={words.none} actions={create || undefined} />;
  return (
    <>
      {(list.total >= SEARCHED_FROM || search !== "") && (
        <TextInput
          aria-label={words.searchLabel}
          placeholder={words.search}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          w={280}
          maw="100%"
          mb="md"
        />
      )}
      {list.total === 0 && (
        <Empty
          icon={IconSearch}
          title={words.noMatchTitle}
          text={words.noMatch(asked)}
          actions={
            <Button variant="default" onClick={() => setSearch("")}>
              {words.clearSearch}
            </Button>
          }
        />
      )}
      <ul className="egrid">
        {list.items.map((employee) => (
          <EmployeeCard key={employee.id} employee={employee} busy={busy} test={setTesting} remove={setRemoving} />
        ))}
      </ul>
      {list.more && (
        <Button variant="default" mt="md" onClick={list.more} loading={list.isLoadingMore}>
          {showMore}
        </Button>
      )}
      {removing && <DeleteEmployee employee={removing} close={() => setRemoving(null)} />}
      <TestCallDialog employee={testing} close={() => setTesting(null)} />
    </>
  );
}

function Waiting() {
  return (
    <div className="egrid late" aria-busy="true" aria-label={words.loading} role="status">
      <div className="panel ecard-wait" />
      <div className="panel ecard-wait" />
    </div>
  );
}
