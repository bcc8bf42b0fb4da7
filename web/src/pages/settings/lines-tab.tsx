import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPhone, IconPlus } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import type { Search } from "../../app/router.tsx";
import { useMay } from "../../app/session.ts";
import { AddLine } from "../../features/lines/add-line.tsx";
import { LineCard } from "../../features/lines/line-card.tsx";
import { LineSection } from "../../features/lines/line-section.tsx";
import { useLines } from "../../features/lines/use-lines.ts";
import { Empty, Failure } from "../../ui/page.tsx";
import { lineList as words } from "../../words/lines.ts";

export function LinesTab() {
  const may = useMay();
  const { open } = useSearch({ strict: false }) as Search;
  const [adding, add] = useDisclosure(false);
  const { data: lines, error, refetch } = useLines({ live: true });
  if (error && !lines) return <Failure what={words.whole} problem={error} again={() => void refetch()} />;
  if (!lines) return <div className="panel s-wait late" role="status" aria-label={words.loading} />;
  const chosen = lines.find(({ id }) => id === open) ?? lines[0];
  const addButton = may("lines:write") && (
    <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add.open}>
      {words.add}
    </Button>
  );
  return (
    <>
      {lines.length === 0 ? (
        <Empty icon={IconPhone} title={words.noneTitle} text={words.none} actions={addButton || undefined} />
      ) : (
        <>
          <div className="linecards">
            {lines.map((line) => (
              <LineCard key={line.id} line={line} on={line.id === chosen?.id} />
            ))}
          </div>
          {chosen && <LineSection key={chosen.id} line={chosen} />}
          {addButton}
        </>
      )}
      {adding && <AddLine close={add.close} />}
    </>
  );
}
