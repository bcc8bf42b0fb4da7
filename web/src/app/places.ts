/** Where one can go from everywhere. */
import { placeWords } from "../words/app.tsx";
import { IconAddressBook, IconMessages, IconPhoneOutgoing, IconSettings, IconWaveSine } from "@tabler/icons-react";

/** `letter`: goes there after G. */
export const places = [
  { to: "/campaigns", ...placeWords.campaigns, icon: IconPhoneOutgoing, letter: "c" },
  { to: "/conversations", ...placeWords.conversations, icon: IconMessages, letter: "v" },
  { to: "/contacts", ...placeWords.contacts, icon: IconAddressBook, letter: "p" },
  { to: "/employees", ...placeWords.employees, icon: IconWaveSine, letter: "e" },
  { to: "/settings", ...placeWords.settings, icon: IconSettings, letter: "s" },
] as const;
