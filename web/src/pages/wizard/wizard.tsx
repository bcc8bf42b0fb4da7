import { Page } from "../../ui/page.tsx";

export function Wizard() {
  return <Page title="Create campaign">{null}</Page>;
}
