import { Page } from "../../ui/page.tsx";

export function Campaigns() {
  return <Page title="Call Campaigns">{null}</Page>;
}
