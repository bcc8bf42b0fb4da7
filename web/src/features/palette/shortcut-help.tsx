/** The keys, and the switch for the single ones. */
import { Modal, Switch } from "@mantine/core";
import { Kbd } from "../../ui/page.tsx";
import { modKey, singleKeys, useSingleKeys } from "./shortcuts.ts";
import "./palette.css";

/** Groups of keys and what they do; several keys are pressed one after the other. */
const groups: ReadonlyArray<{ title: string; keys: ReadonlyArray<readonly [string, string]> }> = [
  {
    title: "Everywhere",
    keys: [
      [`${modKey} K`, "Search or jump to"],
      ["/", "Search this list"],
      ["C", "Create a campaign"],
      ["?", "This list"],
    ],
  },
  {
    title: "Go to",
    keys: [
      ["G C", "Campaigns"],
      ["G V", "Conversations"],
      ["G P", "Contacts"],
      ["G E", "AI employees"],
      ["G S", "Settings"],
    ],
  },
  {
    title: "In a list, or beside it",
    keys: [
      ["J", "Next"],
      ["K", "Previous"],
      ["Enter", "Open"],
      ["Esc", "Close"],
    ],
  },
  {
    title: "A campaign, open or in the list",
    keys: [
      ["P", "Pause or resume"],
      ["D", "Duplicate"],
      ["E", "Export"],
    ],
  },
  { title: "Creating a campaign", keys: [[`${modKey} Enter`, "Next step"]] },
];

export default function ShortcutHelp({ close }: { close: () => void }) {
  const on = useSingleKeys();
  return (
    <Modal opened onClose={close} title="Keyboard shortcuts" size={640}>
      <div className="palette-shortcuts">
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([names, does]) => (
                <div key={names}>
                  <dt>{does}</dt>
                  <dd>
                    {names.split(" ").map((name) => (
                      <Kbd key={name}>{name}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        mt="lg"
        checked={on}
        onChange={(event) => singleKeys.set(event.currentTarget.checked)}
        label="Single keys"
        description="Off: only keys together with another, in this browser."
      />
    </Modal>
  );
}
