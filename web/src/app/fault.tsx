/** In place of a page that cannot be shown at all. */
import { Failure } from "../ui/page.tsx";
import { frameWords } from "../words/app.tsx";

export const Fault = ({ error }: { error: unknown }) => (
  <main className="waiting">
    <Failure what={frameWords.page} problem={error} again={() => location.reload()} />
  </main>
);
