/** The keys, and the switch for the single ones. */
import { Modal, Switch } from "@mantine/core";
import { Kbd } from "../../ui/page.tsx";
import { modKey, singleKeys, useSingleKeys } from "./shortcuts.ts";
import { keyGroups, shortcutHelp } from "../../words/shortcuts.ts";
import "./palette.css";

export default function ShortcutHelp({ close }: { close: () => void }) {
  const on = useSingleKeys();
  return (
    <Modal opened onClose={close} title={shortcutHelp.title} size={640}>
      <div className="palette-shortcuts">
        {keyGroups(modKey).map(({ title, keys }) => (
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
        label={shortcutHelp.switch}
        description={shortcutHelp.switchAbout}
      />
    </Modal>
  );
}
