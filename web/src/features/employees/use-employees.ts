/** AI employees as they are asked for, and what people do to them. */
import { useQuery } from "@tanstack/react-query";
import { call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys, queryClient } from "../../lib/query.ts";
import type { Employee } from "./employee.ts";

export const employeeRows = (search: string) =>
  [
    [...keys.employees, "pages", search],
    (cursor: string | undefined) =>
      call("listAiEmployees", { query: { limit: 100, search: search || undefined, cursor } }),
  ] as const;

export const useEmployeeList = (search: string) => usePages<Employee>(...employeeRows(search));

export const employeeQuery = (id: string) => ({
  queryKey: keys.employee(id),
  queryFn: () => call("getAiEmployee", { params: { id } }),
});

export const useEmployee = (id: string) => useQuery(employeeQuery(id));

/** Into its own page; the lists ask again. */
export function keepEmployee(employee: Employee): void {
  queryClient.setQueryData(keys.employee(employee.id), employee);
  void queryClient.invalidateQueries({ queryKey: keys.employees });
}

/** @returns once the lists are without it */
export function forgetEmployee({ id }: Employee): Promise<void> {
  queryClient.removeQueries({ queryKey: keys.employee(id) });
  return queryClient.invalidateQueries({ queryKey: keys.employees });
}
