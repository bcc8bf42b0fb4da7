import { Skeleton } from "@mantine/core";
import { useEffect, useState } from "react";
import { loading } from "../words/ui.ts";

/** Bars in the height of the rows to come, after a moment: a quick answer needs no announcement. */
export function LoadingRows({ rows = 6, height = 57 }: { rows?: number | undefined; height?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return <div style={{ height: rows * height }} />;
  return (
    <div role="status" aria-label={loading}>
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
