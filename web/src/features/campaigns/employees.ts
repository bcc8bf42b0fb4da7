/** The AI employees to choose from. */
import { useQuery } from "@tanstack/react-query";
import { useMay } from "../../app/session.ts";
import { call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";

/** As many as a page of the API holds; an organisation has a few. */
const MOST = 200;

export function useEmployeeList() {
  const may = useMay();
  return useQuery({
    queryKey: [...keys.employees, "choices"],
    queryFn: async () => (await call("listAiEmployees", { query: { limit: MOST } })).items,
    enabled: may("employees:read"),
  });
}

/** Undefined until they are known, and for those who may not read them. */
export const useEmployeeChoices = () => useEmployeeList().data;
