/** A second after the answer to a pause, a cancel or an entry of the do-not-call list nobody is dialled against it. */
import { campaignsOfRings, type Deed, type Facts } from "./facts.ts";

const GRACE_MILLISECONDS = 1_000;

interface Ban {
  deed: Deed;
  from: number;
  /** When somebody asked for the opposite; it may have been done from then on. */
  until: number;
}

const liftedBy: Partial<Record<Deed["kind"], readonly Deed["kind"][]>> = {
  pause: ["resume"],
  cancel: [],
  list: ["unlist"],
};

export function obeyed(facts: Pick<Facts, "rings" | "deeds" | "calls" | "campaigns">): string[] {
  const campaigns = campaignsOfRings(facts as Facts);
  const bans = bansOf(facts.deeds);
  const found: string[] = [];
  for (const ring of facts.rings) {
    const campaignId = campaigns.get(ring.key)?.id;
    for (const { deed, from, until } of bans) {
      const meant = deed.phone === null ? deed.campaignId === campaignId : deed.phone === ring.to;
      if (!meant || ring.sentAt <= from + GRACE_MILLISECONDS || ring.sentAt >= until) continue;
      const about = deed.phone ?? `campaign ${deed.campaignId}`;
      found.push(`${ring.key} was sent ${ring.sentAt - from} ms after the answer to "${deed.kind}" of ${about}.`);
    }
  }
  return found;
}

function bansOf(deeds: readonly Deed[]): Ban[] {
  const bans: Ban[] = [];
  for (const deed of deeds) {
    const lifters = liftedBy[deed.kind];
    if (!lifters || !deed.done || deed.answeredAt === null) continue;
    const same = (other: Deed) => other.campaignId === deed.campaignId && other.phone === deed.phone;
    const lifts = deeds.filter(
      // One whose answer never came may still be done after this one was asked for.
      (other) => lifters.includes(other.kind) && same(other) && (other.answeredAt ?? Infinity) >= deed.askedAt,
    );
    bans.push({ deed, from: deed.answeredAt, until: Math.min(...lifts.map((lift) => lift.askedAt)) });
  }
  return bans;
}
