/** What stands around each step: where one is, whether it is saved, what is set so far, and the way on. */
import { Button, Progress } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { Link, useBlocker } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef, useState } from "react";
import { router } from "../../app/router.tsx";
import { UNNAMED, type WizardStep } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import type { CampaignFields } from "../../features/settings-form/fields.ts";
import { Logo } from "../../ui/marks.tsx";
import { wizardFrame } from "../../words/wizard.ts";
import { contactsChanged, useChoice } from "./choice.ts";
import { type DraftForm, useDraft } from "./draft.ts";
import { WizardFoot } from "./foot.tsx";
import { usePreflight } from "./preflight.ts";
import { SaveState, SaveTrouble } from "./save-state.tsx";
import { StepContent } from "./step-content.tsx";
import { steps } from "./steps.ts";
import { Summary } from "./summary.tsx";

export function WizardFrame({ campaign, step }: { campaign: Campaign; step: WizardStep }) {
  const draft = useDraft(campaign);
  const choice = useChoice(campaign.id);
  const preflight = usePreflight(campaign.id, step === "settings" || step === "review");
  const [isNameless, setNameless] = useState(false);
  const main = useRef<HTMLElement>(null);
  useStayUntilSaved(campaign.id, draft);
  useFreshStart(main, step);
  useFreshContacts(campaign);
  const go = (to: WizardStep) =>
    router.navigate({ to: "/campaigns/$id/edit/$step", params: { id: campaign.id, step: to } });
  const next = async () => {
    if (step === "details" && draft.fields.name === UNNAMED) return setNameless(true);
    const saved = await draft.flush();
    const wrong = main.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    if (!saved && wrong) wrong.focus();
    else await go(steps[steps.findIndex(({ key }) => key === step) + 1]!.key);
  };
  const isDraft = campaign.status === "draft";
  const isWide = step === "contacts" && (choice.source === "existing" || choice.upload !== "none");
  return (
    <div className="wiz">
      <a className="skip" href="#main">
        {wizardFrame.skip}
      </a>
      <div className="wiz-top">
        <Link to="/campaigns" aria-label={wizardFrame.home} className="wiz-logo">
          <Logo size={28} />
        </Link>
        <span className="wiz-name">{isDraft ? wizardFrame.create : campaign.name}</span>
        <SaveState draft={draft} isDraft={isDraft} />
        <span className="grow" />
        <Button variant="default" component={Link} to={isDraft ? "/campaigns" : `/campaigns/${campaign.id}`}>
          {wizardFrame.close}
        </Button>
      </div>
      <Steps campaign={campaign} fields={draft.fields} step={step} />
      <main
        id="main"
        className={isWide ? "wiz-main wiz-wide" : "wiz-main"}
        ref={main}
        tabIndex={-1}
        onBlur={() => void draft.flush()}
      >
        <SaveTrouble draft={draft} campaign={campaign} />
        <StepContent {...{ campaign, step, draft, choice, preflight, isNameless }} />
      </main>
      {!isWide && <Summary campaign={campaign} fields={draft.fields} preflight={preflight.data} />}
      <WizardFoot
        campaign={campaign}
        step={step}
        choice={choice}
        preflight={preflight.data}
        back={(to) => void go(to)}
        next={() => void next()}
        flush={draft.flush}
      />
    </div>
  );
}

function Steps({ campaign, fields, step }: { campaign: Campaign; fields: CampaignFields; step: WizardStep }) {
  const at = steps.findIndex(({ key }) => key === step);
  const isDone: Record<WizardStep, boolean> = {
    details: fields.name !== UNNAMED && fields.name.trim() !== "",
    employee: fields.aiEmployeeId !== null,
    contacts: campaign.counts.total > 0,
    settings: fields.lineId !== null && fields["settings.windows"].length > 0 && at > 3,
    review: false,
  };
  return (
    <nav className="wiz-steps" aria-label={wizardFrame.steps}>
      <div className="wiz-mprog" aria-hidden>
        <span>{wizardFrame.stepOf(at + 1, steps.length)}</span>
        <b>{steps[at]!.label}</b>
        <Progress
          value={((at + 1) / steps.length) * 100}
          size={4}
          color="ink"
          mt={8}
          aria-label={wizardFrame.progress}
        />
      </div>
      <ol>
        {steps.map(({ key, label }, index) => {
          const done = isDone[key] && index !== at;
          return (
            <li key={key}>
              <Link
                to="/campaigns/$id/edit/$step"
                params={{ id: campaign.id, step: key }}
                data-on={index === at || undefined}
                data-done={done || undefined}
                aria-current={index === at ? "step" : undefined}
              >
                <span aria-hidden>{done ? <IconCheck size={13} stroke={3} /> : index + 1}</span>
                {label}
                {done && <span className="vh">{wizardFrame.done}</span>}
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** Whoever leaves the wizard leaves nothing unsaved behind without knowing. */
function useStayUntilSaved(id: string, draft: DraftForm): void {
  useBlocker({
    shouldBlockFn: async ({ next }) => {
      if (next.pathname.startsWith(`/campaigns/${id}/edit/`)) return false;
      const isSaved = await draft.flush();
      return !isSaved && draft.state.is !== "locked" && !window.confirm(wizardFrame.leave);
    },
    enableBeforeUnload: () => draft.state.is !== "saved" && draft.state.is !== "locked",
  });
}

/** Contacts come by other ways too, such as an import that ends: what shows them is asked for again. */
function useFreshContacts({ id, counts: { total } }: Campaign): void {
  const before = useRef(total);
  useEffect(() => {
    if (before.current !== total) contactsChanged(id);
    before.current = total;
  }, [id, total]);
}

/** A step begins at its top, and screen readers hear of it. */
function useFreshStart(main: RefObject<HTMLElement | null>, step: WizardStep): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    if (window.location.hash === "") window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [main, step]);
}
