import { useMediaQuery } from "@mantine/hooks";

/** Below this, tables become cards. */
export const useIsSmall = (): boolean =>
  useMediaQuery("(max-width: 62em)", undefined, { getInitialValueInEffect: false }) ?? false;
