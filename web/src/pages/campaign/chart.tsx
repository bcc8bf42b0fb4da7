/** Bars by outcome; loaded apart, because the drawing of charts is large. */
import {
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
import { outcomes } from "#domain/call/outcomes.ts";
import { grouped } from "../../lib/format.ts";
import { contactStatusWords } from "../../words/en.ts";
import type { Bar as Bucket } from "./timeline-bars.ts";

/** From so many on bars are narrow. */
const MANY = 12;

export default function TimelineChart({ bars }: { bars: Bucket[] }) {
  return (
    <div className="campaign-chart-bars">
      <div className="campaign-chart-plot">
        <ResponsiveContainer>
          <BarChart data={bars} accessibilityLayer barCategoryGap="22%" maxBarSize={bars.length < MANY ? 56 : 28}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="label" tickLine={false} minTickGap={5} stroke="var(--line)" />
            <YAxis width={40} allowDecimals={false} tickLine={false} axisLine={false} />
            <Tooltip content={Ended} cursor={{ fill: "var(--hover)" }} isAnimationActive={false} />
            {outcomes.map((outcome) => (
              <Bar
                key={outcome}
                dataKey={outcome}
                stackId="ended"
                fill={`var(--o-${outcome})`}
                stroke="var(--surface)"
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
    </div>
  );
}

/** What ended in the bar under the pointer, without the outcomes that nothing had. */
function Ended({ label, payload }: TooltipContentProps) {
  const bucket = payload[0]?.payload as Bucket | undefined;
  if (!bucket) return null;
  return (
    <div className="campaign-chart-tip">
      <strong>{label}</strong>
      {outcomes
        .filter((outcome) => bucket[outcome] > 0)
        .map((outcome) => (
          <div key={outcome}>
            <i style={{ background: `var(--o-${outcome})` }} />
            {contactStatusWords[outcome]}
            <span className="num">{grouped(bucket[outcome])}</span>
          </div>
        ))}
    </div>
  );
}
