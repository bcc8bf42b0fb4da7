/** The way on, at the foot of every step. */
import { Button } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconPlus } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { WizardStep } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { Kbd } from "../../ui/page.tsx";
import { wizardFrame } from "../../words/wizard.ts";
import type { Choice } from "./choice.ts";
import { LaunchButtons } from "./launch.tsx";
import type { Preflight } from "./preflight.ts";
import { steps } from "./steps.ts";

interface WizardFootProps {
  campaign: Campaign;
  step: WizardStep;
  choice: Choice;
  preflight: Preflight | undefined;
  back: (to: WizardStep) => void;
  next: () => void;
  flush: () => Promise<boolean>;
}

const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : wizardFrame.control;

export function WizardFoot({ campaign, step, choice, preflight, back, next, flush }: WizardFootProps) {
  const before = steps[steps.findIndex(({ key }) => key === step) - 1];
  const offer = step === "contacts" ? choice.offer : null;
  const isLast = step === "review";
  // A file on its way is not left behind by a slip of the hand.
  const isUploading = step === "contacts" && choice.upload === "running";
  useCommandEnter(offer ? offer.add : isLast || isUploading ? undefined : next);
  return (
    <footer className="wiz-foot">
      {before && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={16} />}
          aria-label={wizardFrame.back}
          onClick={() => back(before.key)}
        >
          <span className="hide-m">{wizardFrame.back}</span>
        </Button>
      )}
      {!isLast && !isUploading && (
        <span className="wiz-hint hide-m">
          <Kbd>{commandKey}</Kbd> <Kbd>{wizardFrame.enter}</Kbd> {offer ? wizardFrame.toAdd : wizardFrame.toContinue}
        </span>
      )}
      <span className="grow" />
      {isLast ? (
        <LaunchButtons campaign={campaign} preflight={preflight} flush={flush} />
      ) : offer ? (
        <Button leftSection={<IconPlus size={16} />} loading={offer.busy} onClick={offer.add}>
          {offer.label}
        </Button>
      ) : (
        <Button variant={isUploading ? "default" : "filled"} rightSection={<IconArrowRight size={16} />} onClick={next}>
          {isUploading ? wizardFrame.nextWithoutFile : wizardFrame.next}
        </Button>
      )}
    </footer>
  );
}

/** ⌘Enter or Ctrl+Enter, also while one is typing. */
function useCommandEnter(act: (() => void) | undefined): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || !latest.current) return;
      if (event.target instanceof Element && event.target.closest("[role=dialog]")) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
