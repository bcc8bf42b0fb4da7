/** Where one can go from everywhere. */
import { IconAddressBook, IconMessages, IconPhoneOutgoing, IconSettings, IconWaveSine } from "@tabler/icons-react";

/** `short`: for the bar of small screens. `letter`: goes there after G. */
export const places = [
  { to: "/campaigns", label: "Campaigns", short: "Campaigns", icon: IconPhoneOutgoing, letter: "c" },
  { to: "/conversations", label: "Conversations", short: "Calls", icon: IconMessages, letter: "v" },
  { to: "/contacts", label: "Contacts", short: "Contacts", icon: IconAddressBook, letter: "p" },
  { to: "/employees", label: "AI employees", short: "AI team", icon: IconWaveSine, letter: "e" },
  { to: "/settings", label: "Settings", short: "Settings", icon: IconSettings, letter: "s" },
] as const;
