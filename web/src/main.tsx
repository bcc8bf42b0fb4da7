import "./app/layers.css";
import "@fontsource-variable/inter/opsz.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./app/mantine-styles.ts";
import "./app/tokens.css";
import "./app/app.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { reloadForNewVersion } from "./app/new-version.ts";
import { router } from "./app/router.tsx";
import { resolver, theme } from "./app/theme.ts";
import { queryClient } from "./lib/query.ts";

reloadForNewVersion(import.meta.url);
// The content security policy lets only styles with the page's own word in.
const nonce = document.querySelector('meta[name="campanile-nonce"]')?.getAttribute("content") ?? "";
// Dialogs keep the page behind them still by a style of their own, and look for the word here.
Object.assign(globalThis, { __webpack_nonce__: nonce });
const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the app.");

createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto" getStyleNonce={() => nonce}>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
);
