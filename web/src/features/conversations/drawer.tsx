/** The drawer of a conversation; what draws it is loaded when the first one is opened. */
import { lazy, Suspense, useRef } from "react";
import { useOpenConversation } from "./open.ts";

const DrawerWindow = lazy(() => import("./drawer-window.tsx"));

/** @param ids of the list behind it, in its order, for next and previous */
export function ConversationDrawer({ ids }: { ids: readonly string[] }) {
  const { id } = useOpenConversation();
  const opened = useRef(false);
  if (id !== null) opened.current = true;
  if (!opened.current) return null;
  return (
    <Suspense>
      <DrawerWindow ids={ids} />
    </Suspense>
  );
}
