/** Of which time the sums are: all, the latest days, or two dates. */
import { ActionIcon, Button, NativeSelect, Popover, SegmentedControl, TextInput } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Search } from "../../app/router.tsx";
import { periodWords } from "../../words/campaigns.tsx";
import { useSearchChange } from "./filter.ts";
import { between, latest, type Period, type PeriodName, periodNames } from "./period.ts";

/** Null: all time. */
export function usePeriod(): { name: PeriodName; period: Period | null; from: string; to: string } {
  const { period: asked, from = "", to = "" } = useSearch({ strict: false }) as Search;
  const name = periodNames.find((one) => one === asked) ?? "all";
  const period = useMemo(() => {
    if (name === "all") return null;
    return name === "custom" ? between(from, to) : latest(Number.parseInt(name, 10), Date.now());
  }, [name, from, to]);
  return { name: name === "custom" && period === null ? "all" : name, period, from, to };
}

const choiceOf = (name: PeriodName) => ({ value: name, label: periodWords.names[name] });
const choices = periodNames.filter((name) => name !== "custom").map(choiceOf);

export function PeriodControl() {
  const { name, from, to } = usePeriod();
  const change = useSearchChange();
  const choose = (value: string) =>
    change({ period: value === "all" ? undefined : value, from: undefined, to: undefined });
  // "custom" is none of the buttons: none is on then.
  const data = name === "custom" ? [...choices, choiceOf("custom")] : choices;
  const pick = (value: string) => value !== "custom" && choose(value);
  return (
    <>
      <SegmentedControl aria-label={periodWords.label} className="hide-m" data={data} value={name} onChange={pick} />
      <NativeSelect
        aria-label={periodWords.label}
        className="only-m"
        w={118}
        data={data}
        value={name}
        onChange={(event) => pick(event.currentTarget.value)}
      />
      <Dates key={`${from} ${to}`} from={from} to={to} />
    </>
  );
}

const today = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

function Dates({ from, to }: { from: string; to: string }) {
  const change = useSearchChange();
  const [opened, setOpened] = useState(false);
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to === "" ? today() : to);
  const valid = between(first, last) !== null;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="default" size={34} aria-label={periodWords.pick} onClick={() => setOpened(!opened)}>
          <IconCalendar size={16} stroke={1.7} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className="camp-dates"
          onSubmit={(event) => {
            event.preventDefault();
            setOpened(false);
            change({ period: "custom", from: first, to: last });
          }}
        >
          <TextInput
            type="date"
            label={periodWords.from}
            value={first}
            onChange={(event) => setFirst(event.target.value)}
          />
          <TextInput
            type="date"
            label={periodWords.to}
            value={last}
            onChange={(event) => setLast(event.target.value)}
            error={first !== "" && !valid ? periodWords.wrongWay : undefined}
          />
          <Button type="submit" disabled={!valid}>
            {periodWords.show}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
