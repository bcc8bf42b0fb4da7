import { call } from "../../lib/api.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { tell } from "../../ui/toast.tsx";
import { employeeDelete as words } from "../../words/employee-list.ts";
import type { Employee } from "./employee.ts";
import { forgetEmployee } from "./use-employees.ts";

/** Refused with the server's sentence while a campaign still needs it. */
export function DeleteEmployee(props: { employee: Employee; close: () => void; done?: () => Promise<void> }) {
  const { employee, close, done } = props;
  return (
    <Confirm
      title={words.title(employee.name)}
      verb={words.verb}
      close={close}
      act={async () => {
        await call("deleteAiEmployee", { params: { id: employee.id } });
        await done?.();
        forgetEmployee(employee);
        tell({ text: words.done(employee.name) });
      }}
    >
      {words.about}
    </Confirm>
  );
}
