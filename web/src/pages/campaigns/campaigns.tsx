/** Call Campaigns: the sums, and every campaign with what can be done to it. */
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMay } from "../../app/session.ts";
import { useCreateCampaign } from "../../features/campaigns/create.ts";
import { Failure, Page } from "../../ui/page.tsx";
import { createWord } from "../../words/campaign-actions.ts";
import { listPage } from "../../words/campaigns.tsx";
import { useCampaignFilter } from "./filter.ts";
import { FirstCampaign } from "./first-campaign.tsx";
import { CampaignList } from "./list.tsx";
import { MetricCards } from "./metrics.tsx";
import { PeriodControl } from "./period-control.tsx";
import { PollWhileLost, useCampaignRows } from "./rows.ts";
import "./campaigns.css";

export function Campaigns() {
  const may = useMay();
  return may("campaigns:read") ? <Inside /> : <Forbidden />;
}

function Inside() {
  const { filter, narrowed } = useCampaignFilter();
  const rows = useCampaignRows(filter);
  const none = !rows.isLoading && rows.problem === null && rows.total === 0 && !narrowed;
  return (
    <Page
      title={listPage.title}
      actions={
        <>
          {!none && <PeriodControl />}
          {/* One primary button a page: there it stands below. */}
          {!none && <CreateCampaign />}
        </>
      }
    >
      <PollWhileLost />
      <MetricCards queued={filter.search || filter.aiEmployeeId ? undefined : rows.statusCounts?.queued} />
      <div className="panel">{none ? <FirstCampaign create={<CreateCampaign />} /> : <CampaignList rows={rows} />}</div>
    </Page>
  );
}

function CreateCampaign() {
  const may = useMay();
  const create = useCreateCampaign();
  if (!may("campaigns:write")) return null;
  return (
    <Button leftSection={<IconPlus size={16} aria-hidden />} loading={create.isPending} onClick={() => create.mutate()}>
      {createWord}
    </Button>
  );
}

/** A role that may not read campaigns is refused by the server, which says so better. */
function Forbidden() {
  const rows = useCampaignRows({ status: undefined, aiEmployeeId: undefined, search: undefined, sort: "-createdAt" });
  return (
    <Page title={listPage.title}>
      <div className="panel">
        {rows.problem !== null && <Failure what={listPage.what} problem={rows.problem} again={rows.again} />}
      </div>
    </Page>
  );
}
