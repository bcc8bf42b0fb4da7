/** Bars by outcome; loaded apart, because the drawing of charts is large. */
import "@mantine/charts/styles.layer.css";
import { BarChart } from "@mantine/charts";
import { outcomes } from "#domain/call/outcomes.ts";
import { contactStatusWords } from "../../words/en.ts";
import type { Bar } from "./timeline-bars.ts";

const WIDE = 12;

export default function TimelineChart({ bars }: { bars: Bar[] }) {
  return (
    <BarChart
      className="campaign-chart-bars"
      h={{ base: 216, md: 300 }}
      px={14}
      pb={8}
      data={bars}
      dataKey="label"
      type="stacked"
      series={outcomes.map((outcome) => ({
        name: outcome,
        label: contactStatusWords[outcome],
        color: `var(--o-${outcome})`,
      }))}
      tickLine="none"
      gridAxis="x"
      gridColor="var(--line)"
      strokeDasharray="0"
      yAxisProps={{ width: 40, allowDecimals: false }}
      barProps={{ isAnimationActive: false, stroke: "var(--surface)", strokeWidth: 1 }}
      maxBarWidth={bars.length < WIDE ? 56 : 28}
      barChartProps={{ accessibilityLayer: true, barCategoryGap: "22%" }}
      cursorFill="var(--hover)"
    />
  );
}
