/** What lists of calls, contacts and conversations have in common. */
import type { ReactNode } from "react";
import { PersonMark } from "../../ui/marks.tsx";
import { callList } from "../../words/calls.ts";
import { type Call, calledName } from "./call.ts";

/** A person with the number below the name, and whether anybody was rung. */
export function Who({
  row,
  children,
}: {
  row: Pick<Call, "contact" | "to" | "simulated">;
  /** The name, as a link or a button. */
  children: ReactNode;
}) {
  const { to, simulated } = row;
  const name = calledName(row);
  const known = name !== to;
  return (
    <span className="who">
      <PersonMark name={known ? name : ""} size={30} />
      <span>
        {children}
        <span className="who-sub">
          {known && <span className="phone">{to}</span>}
          {simulated && <Simulated />}
        </span>
      </span>
    </span>
  );
}

/** The name of a row, which opens what was said: by a click anywhere on the row. */
export function RowButton({ id, name, open }: { id: string; name: string; open: (conversationId: string) => void }) {
  return (
    <button type="button" className="t-link row-button" data-conversation={id} onClick={() => open(id)}>
      {name}
      <span className="vh">{callList.open}</span>
    </button>
  );
}

/** Nobody was rung. */
export function Simulated() {
  return (
    <span className="tag simulated" title={callList.simulatedAbout}>
      {callList.simulated}
    </span>
  );
}
