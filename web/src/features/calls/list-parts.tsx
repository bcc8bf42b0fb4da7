/** What lists of calls, contacts and conversations have in common. */
import type { ReactNode } from "react";
import { PersonMark } from "../../ui/marks.tsx";
import { useContact } from "./lookups.ts";

/** A person with the number below the name; the name comes when it is known. */
export function Who({
  contactId,
  phone = "",
  simulated,
  children,
}: {
  contactId: string | null;
  phone?: string;
  simulated: boolean;
  /** The name, as a link or a button. */
  children: (name: string) => ReactNode;
}) {
  const { name, phone: number } = useContact(contactId, phone);
  const known = name !== "" && name !== number;
  return (
    <span className="who">
      <PersonMark name={known ? name : ""} size={30} />
      <span>
        {children(name === "" ? "Unknown contact" : name)}
        <span className="who-sub">
          {known && <span className="phone">{number}</span>}
          {simulated && <Simulated />}
        </span>
      </span>
    </span>
  );
}

/** Nobody was rung. */
export function Simulated() {
  return (
    <span className="tag simulated" title="Made on the simulator line: nobody was rung">
      Simulated
    </span>
  );
}
