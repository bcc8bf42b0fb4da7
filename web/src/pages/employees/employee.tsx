import { Page } from "../../ui/page.tsx";

export function EmployeePage() {
  return <Page title="AI employee">{null}</Page>;
}
