import { type ReactNode, useEffect, useRef } from "react";

interface CardListProps<Row> {
  label: string;
  rows: readonly Row[];
  idOf: (row: Row) => string;
  more: (() => void) | null;
  children: (row: Row) => ReactNode;
}

/** Cards in place of a table's rows; more are asked for when their end comes near. */
export function CardList<Row>({ label, rows, idOf, more, children }: CardListProps<Row>) {
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
