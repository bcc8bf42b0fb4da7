/** What lists of calls, contacts and conversations have in common. */
import { Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { PersonMark } from "../../ui/marks.tsx";
import { useContact } from "./lookups.ts";

/** Below this, tables become cards. */
export const useIsSmall = (): boolean =>
  useMediaQuery("(max-width: 62em)", undefined, { getInitialValueInEffect: false }) ?? false;

/** Bars in the height of the rows to come, after a moment: a quick answer needs no announcement. */
export function LoadingRows({ rows = 6, height = 57 }: { rows?: number | undefined; height?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return <div style={{ height: rows * height }} />;
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="loading-row" style={{ height }}>
          <Skeleton circle h={30} w={30} />
          <Skeleton h={12} w="22%" />
          <Skeleton h={12} w="46%" />
        </div>
      ))}
    </div>
  );
}

/** Cards in place of a table's rows; more are asked for when their end comes near. */
export function CardList<Row>({
  label,
  rows,
  idOf,
  more,
  children,
}: {
  label: string;
  rows: readonly Row[];
  idOf: (row: Row) => string;
  more: (() => void) | null;
  children: (row: Row) => ReactNode;
}) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!more || !end.current) return undefined;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && more(), {
      rootMargin: "600px",
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [more]);
  return (
    <>
      <ul className="cards" aria-label={label}>
        {rows.map((row) => (
          <li key={idOf(row)}>{children(row)}</li>
        ))}
      </ul>
      <div ref={end} />
    </>
  );
}

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
