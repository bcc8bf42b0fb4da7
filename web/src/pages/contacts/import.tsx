/** An import at the step it is at: /contacts/import/ID, or /contacts/import/new to begin one. */
import { Anchor } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useMay } from "../../app/session.ts";
import { ImportAt } from "../../features/imports/import-flow.tsx";
import { Page } from "../../ui/page.tsx";
import { importPage } from "../../words/imports.tsx";

const NEW = "new";

export function ImportPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const navigate = useNavigate();
  const may = useMay();
  const show = (next: string | undefined) =>
    void navigate({
      to: "/contacts/import/$id",
      params: { id: next ?? NEW },
      replace: id === NEW || next !== undefined,
    });
  return (
    <Page
      title={importPage.title}
      above={
        <Anchor component={Link} to="/contacts" search={{ tab: "imports" } as never} fz="sm">
          {importPage.back}
        </Anchor>
      }
    >
      {id !== NEW || may("contacts:write") ? (
        <ImportAt
          id={id === NEW ? undefined : id}
          show={show}
          campaignId={null}
          onDone={(done) =>
            void navigate({
              to: "/contacts",
              search: { filter: JSON.stringify({ all: [{ field: "import", op: "is", value: done.id }] }) },
            })
          }
        />
      ) : (
        <p className="waiting">{importPage.notForRole}</p>
      )}
    </Page>
  );
}
