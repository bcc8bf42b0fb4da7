/** A test call to oneself before anybody else is called. */
import { Button } from "@mantine/core";
import { IconPhoneOutgoing } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { useEmployeeChoices } from "../../features/campaigns/employees.ts";
import { TestCallDialog } from "../../features/employees/test-call.tsx";
import { reviewWords } from "../../words/wizard-review.tsx";
// The dialog is styled with the pages of AI employees.
import "../employees/employees.css";

export function TryFirst({ campaign }: { campaign: Campaign }) {
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const employee = useEmployeeChoices()?.find(({ id }) => id === campaign.aiEmployee?.id);
  if (!employee?.active || employee.problems.length > 0 || !may("campaigns:run")) return null;
  return (
    <div className="wiz-try">
      <IconPhoneOutgoing size={18} stroke={1.7} aria-hidden />
      <span>{reviewWords.tryFirst(employee.name)}</span>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {reviewWords.testCall}
      </Button>
      <TestCallDialog employee={isOpen ? employee : null} close={() => setOpen(false)} />
    </div>
  );
}
