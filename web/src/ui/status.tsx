/** The one place that knows the icons, patterns and order of statuses; their words are in words/. */
import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconClockHour4,
  IconPencil,
  IconPhoneCall,
  IconPhoneOff,
  IconPhonePause,
  IconPlayerPauseFilled,
  IconPlayerSkipForward,
  IconRecordMail,
} from "@tabler/icons-react";
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import { contactStatusNames, type ContactStatus } from "#domain/contact/lifecycle.ts";
import { rate } from "../lib/format.ts";
import { campaignStatusWords, contactStatusWords } from "../words/en.ts";
import { barWords } from "../words/ui.ts";

export type Counts = Record<ContactStatus, number> & { total: number; retrying: number };

/** In the order of every bar and legend. */
const looks: Record<ContactStatus, { icon: Icon; hatch?: boolean }> = {
  success: { icon: IconCheck },
  voicemail: { icon: IconRecordMail },
  no_answer: { icon: IconPhoneOff },
  busy: { icon: IconPhonePause },
  failed: { icon: IconAlertTriangle },
  skipped: { icon: IconPlayerSkipForward, hatch: true },
  canceled: { icon: IconBan, hatch: true },
  in_progress: { icon: IconPhoneCall },
  pending: { icon: IconCircleDashed },
};

export const statusOrder = Object.keys(looks) as ContactStatus[];

const campaignIcons: Record<CampaignStatus, Icon | null> = {
  draft: IconPencil,
  queued: IconClockHour4,
  running: null,
  paused: IconPlayerPauseFilled,
  completed: IconCircleCheck,
  canceled: IconBan,
};

/** `label` where there is more to say, such as "Pausing, 3 live". */
export function CampaignStatusBadge({ value, big, label }: { value: CampaignStatus; big?: boolean; label?: string }) {
  const Mark = campaignIcons[value];
  const classes = ["pill", big && "pill-lg", value === "draft" && "pill-outline"].filter(Boolean).join(" ");
  return (
    <span className={classes} style={{ color: `var(--s-${value}-fg)`, background: `var(--s-${value}-bg)` }}>
      {Mark ? <Mark size={13} stroke={2.2} aria-hidden /> : <span className="live-dot" aria-hidden />}
      {label ?? campaignStatusWords[value]}
    </span>
  );
}

export function ContactStatusBadge({ value, label }: { value: ContactStatus; label?: string }) {
  const { icon: Mark } = looks[value];
  return (
    <span
      className="pill"
      title={contactStatusNames[value]}
      style={{ color: `var(--o-${value}-fg)`, background: `var(--o-${value}-bg)` }}
    >
      <Mark size={13} stroke={2.2} aria-hidden />
      {label ?? contactStatusWords[value]}
    </span>
  );
}

export function ContactStatusIcon({ value, size = 22 }: { value: ContactStatus; size?: number }) {
  const { icon: Mark } = looks[value];
  const style = { width: size, height: size, color: `var(--o-${value}-fg)`, background: `var(--o-${value}-bg)` };
  return (
    <span className="o-icon" style={style} aria-hidden>
      <Mark size={size * 0.62} stroke={2} />
    </span>
  );
}

/** All nine counts as one picture, whose name says them. `still`: calls that go on do not move in it. */
export function OutcomeBar({ counts, height = 8, still }: { counts: Counts; height?: number; still?: boolean }) {
  const said = statusOrder.filter((one) => counts[one] > 0);
  const name = said.map((one) => barWords.count(contactStatusWords[one], counts[one])).join(", ");
  return (
    <div className="obar" style={{ height }} role="img" aria-label={counts.total > 0 ? name : barWords.noContacts}>
      {said.map((one) => {
        const moving = one === "in_progress" && !still;
        const classes = [
          "obar-seg",
          looks[one].hatch && "hatch",
          moving && "stripes",
          one === "pending" && "obar-rest",
        ];
        return (
          <span
            key={one}
            className={classes.filter(Boolean).join(" ")}
            style={{ flexGrow: counts[one] / counts.total, background: `var(--o-${one})` }}
          />
        );
      })}
    </div>
  );
}

/** The bar with its sum and its percentage, which is Progress. `still`: as of the bar. */
export function BarWithCaption(props: { counts: Counts; progress: number | null; still?: boolean }) {
  const { counts, progress, still = false } = props;
  // As Progress counts: who waits for another try is not done.
  const { total, pending, in_progress: calling, retrying } = counts;
  return (
    <div className="bar-cap">
      <OutcomeBar counts={counts} still={still} />
      <div className="cap">
        {total === 0 ? (
          barWords.noContacts
        ) : (
          <>
            <span>{barWords.done(total - pending - calling - retrying, total)}</span>
            <span>{rate(progress)}</span>
          </>
        )}
      </div>
    </div>
  );
}
