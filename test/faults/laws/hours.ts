/** Nobody is dialled outside the campaign's hours, read here apart from the product's own reading of them. */
import { campaignsOfRings, type Facts } from "./facts.ts";

export function withinHours(facts: Facts): string[] {
  const campaigns = campaignsOfRings(facts);
  return facts.rings.flatMap((ring) => {
    const hours = campaigns.get(ring.key)?.hours;
    if (!hours) return [];
    const clock = wallClock(ring.sentAt, hours.zone);
    return hours.minutes.includes(clock.minute)
      ? []
      : [`${ring.key} was sent at ${clock.text} in ${hours.zone}, outside the hours of its campaign.`];
  });
}

function wallClock(at: number, timeZone: string): { minute: number; text: string } {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
  });
  const minute = Number(format.formatToParts(at).find((part) => part.type === "minute")!.value);
  return { minute, text: format.format(at) };
}
