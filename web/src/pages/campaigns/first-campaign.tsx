/** A new organisation: what this is for, and the three things it takes. */
import { IconArrowUpRight, IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMay } from "../../app/session.ts";
import { useEmployeeChoices } from "../../features/campaigns/employees.ts";
import { call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import { firstWords as words } from "../../words/first-campaign.ts";

export function FirstCampaign({ create }: { create: ReactNode }) {
  const may = useMay();
  const line = useLineStep();
  const employee = useEmployeeStep();
  const mayCreate = may("campaigns:write");
  return (
    <div className="empty camp-first">
      <Tower />
      <h2>{words.title}</h2>
      <p>{words.about}</p>
      <ol className="camp-steps">
        <li>
          <Link to="/settings" search={{ tab: "lines" }} className="camp-step">
            <StepText number={1} title={words.line.title} {...line} />
            <IconArrowUpRight size={16} aria-hidden />
          </Link>
        </li>
        <li>
          <Link to="/employees" className="camp-step">
            <StepText number={2} title={words.employee.title} {...employee} />
            <IconArrowUpRight size={16} aria-hidden />
          </Link>
        </li>
        <li>
          <div className="camp-step">
            <StepText
              number={3}
              title={words.campaign.title}
              done={false}
              text={mayCreate ? words.campaign.own : words.campaign.others}
            />
          </div>
        </li>
      </ol>
      <div className="empty-actions">{create}</div>
    </div>
  );
}

interface StepState {
  done: boolean;
  text: string;
}

function useLineStep(): StepState {
  const may = useMay();
  const lines = useQuery({
    queryKey: [...keys.lines, "choices"],
    queryFn: async () => (await call("listLines", { query: { limit: 200 } })).items,
    enabled: may("lines:read"),
  }).data;
  const active = lines?.filter((line) => line.active) ?? [];
  if (active.length === 0) return { done: false, text: words.line.missing };
  const real = active.find(({ kind }) => kind !== "simulator");
  return {
    done: true,
    text: real ? words.line.ready(real.name) : words.line.simulated,
  };
}

function useEmployeeStep(): StepState {
  const active = useEmployeeChoices()?.find((employee) => employee.active);
  if (!active) return { done: false, text: words.employee.missing };
  return { done: true, text: words.employee.ready(active.name) };
}

function StepText({ number, title, done, text }: StepState & { number: number; title: string }) {
  return (
    <>
      <span className="camp-step-number" data-done={done || undefined} aria-hidden>
        {done ? <IconCheck size={14} stroke={2.6} /> : number}
      </span>
      <span>
        <b>
          {title}
          {done && <span className="vh"> {words.done}</span>}
        </b>
        <i>{text}</i>
      </span>
    </>
  );
}

function Tower() {
  const waves = [0, 1, 2];
  const wave = (index: number, side: 1 | -1) => {
    const x = 110 + side * (40 + index * 20);
    const radius = 46 + index * 21;
    return (
      <path
        key={`${side} ${index}`}
        d={`M${x} ${32 - index * 7} A${radius} ${radius} 0 0 ${side === 1 ? 1 : 0} ${x} ${84 + index * 7}`}
        fill="none"
        stroke="var(--line-strong)"
        strokeWidth="2"
        strokeLinecap="round"
        opacity={1 - index * 0.26}
      />
    );
  };
  return (
    <svg width="220" height="120" viewBox="0 0 220 120" aria-hidden>
      {waves.map((index) => wave(index, -1))}
      {waves.map((index) => wave(index, 1))}
      <path d="M110 6 138 36V41H82V36Z" fill="var(--text)" />
      <path
        fillRule="evenodd"
        d="M86 46H134V114H86ZM110 54a14 14 0 0 0-14 14V98H124V68A14 14 0 0 0 110 54Z"
        fill="var(--text)"
      />
      <path d="M110 60c6 0 8.5 4.2 8.5 10 0 5 1.6 7 3 9h-23c1.4-2 3-4 3-9 0-5.8 2.5-10 8.5-10Z" fill="var(--brass)" />
      <circle cx="110" cy="83.5" r="4" fill="var(--brass)" />
    </svg>
  );
}
