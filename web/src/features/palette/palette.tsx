/** Search or jump to: pages, campaigns, people, and what can be done. */
import "@mantine/spotlight/styles.layer.css";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import {
  IconKeyboard,
  IconPhoneOutgoing,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconSearch,
} from "@tabler/icons-react";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { places } from "../../app/places.ts";
import { useMay } from "../../app/session.ts";
import { nameOf } from "../../lib/format.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { Kbd } from "../../ui/page.tsx";
import { PersonMark, VoiceMark } from "../../ui/marks.tsx";
import { actOn } from "../campaigns/act.ts";
import { CampaignState } from "../campaigns/campaign-state.tsx";
import { campaignAddress } from "../campaigns/address.ts";
import { useCreateCampaign } from "../campaigns/create.ts";
import { useEmployeeChoices } from "../campaigns/employees.ts";
import type { Campaign } from "../campaigns/kept.ts";
import { noteOf } from "../campaigns/row-words.ts";
import { createWord } from "../../words/new-campaign.ts";
import { paletteVerbs, paletteWords as words } from "../../words/palette.ts";
import { useFound } from "./found.ts";
import "./palette.css";

const [store, spotlight] = createSpotlight();

const SEARCH_MILLISECONDS = 150;
const MOST_MOVES = 2;

interface Choice {
  key: string;
  label: string;
  note?: string | null;
  left: ReactNode;
  right?: ReactNode;
  run: () => void;
}

/** @param asked how often it was; each time it opens */
export default function Palette({ asked, help }: { asked: number; help: () => void }) {
  const [query, setQuery] = useState("");
  useEffect(() => spotlight.open(), [asked]);
  const groups = useGroups(query, help);
  const shown = groups.flatMap(({ choices }) => choices.map(({ key }) => key)).join(" ");
  useEffect(() => {
    if (query !== "") selectFirst();
  }, [query, shown]);
  const none = groups.every(({ choices }) => choices.length === 0);
  return (
    <Spotlight.Root
      store={store}
      attributes={{ content: { "aria-label": words.label } }}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      scrollable
      maxHeight={480}
      radius="lg"
    >
      <Spotlight.Search
        leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
        placeholder={words.search}
        aria-label={words.search}
      />
      <Spotlight.ActionsList>
        {groups.map(({ title, choices }) =>
          choices.length === 0 ? null : (
            <Spotlight.ActionsGroup key={title} label={title}>
              {choices.map(({ key, label, note, left, right, run }) => (
                <Spotlight.Action
                  key={key}
                  label={label}
                  {...(note ? { description: note } : {})}
                  leftSection={left}
                  rightSection={right}
                  dimmedSections={false}
                  onClick={run}
                />
              ))}
            </Spotlight.ActionsGroup>
          ),
        )}
        {none && <Spotlight.Empty>{words.none}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Enter takes the best that is found, also when it comes late. The library marks the selected one in the document. */
function selectFirst(): void {
  const list = document.getElementById(store.getState().listId);
  for (const one of list?.querySelectorAll("[data-selected]") ?? []) one.removeAttribute("data-selected");
  list?.querySelector("[data-action]")?.setAttribute("data-selected", "true");
  store.updateState((state) => ({ ...state, selected: 0 }));
}

const icon = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

function useGroups(query: string, help: () => void): Array<{ title: string; choices: Choice[] }> {
  const navigate = useNavigate();
  const typed = query.trim().toLowerCase();
  const [search] = useDebouncedValue(query.trim().replace(paletteVerbs, ""), SEARCH_MILLISECONDS);
  const { campaigns, contacts } = useFound(search);
  const employees = useEmployeeChoices() ?? [];
  const fits = ({ label }: Choice) => label.toLowerCase().includes(typed);
  const goTo = (href: string) => () => void navigate({ href });
  const doings = { title: words.groups.doings, choices: useDoings(campaigns, typed, help).filter(fits) };
  const found = [
    {
      title: words.groups.campaigns,
      choices: campaigns.map((campaign) => ({
        key: `campaign ${campaign.id}`,
        label: campaign.name,
        note: noteOf(campaign),
        left: <IconPhoneOutgoing {...icon} />,
        right: <CampaignState campaign={campaign} />,
        run: goTo(campaignAddress(campaign)),
      })),
    },
    {
      title: words.groups.contacts,
      choices: contacts.map((contact) => ({
        key: `contact ${contact.id}`,
        label: nameOf(contact),
        note: contact.phone,
        left: <PersonMark name={nameOf(contact)} size={22} />,
        run: goTo(`/contacts?open=${encodeURIComponent(contact.id)}`),
      })),
    },
    {
      title: words.groups.goTo,
      choices: [
        ...places.map(({ to, label, icon: Mark, letter }) => ({
          key: to,
          label,
          left: <Mark {...icon} />,
          right: <PaletteKeys names={["g", letter]} />,
          run: goTo(to),
        })),
        ...employees.map(({ id, name }) => ({
          key: `employee ${id}`,
          label: words.employee(name),
          left: <VoiceMark name={name} size={20} />,
          run: goTo(`/employees/${id}`),
        })),
      ].filter(fits),
    },
  ];
  // Whoever looks for a name is not to pause it by mistake.
  return typed === "" || paletteVerbs.test(query.trimStart()) ? [doings, ...found] : [...found, doings];
}

/** Creating, and pausing or resuming: the campaign that is open, and those that the words find. */
function useDoings(found: readonly Campaign[], typed: string, help: () => void): Choice[] {
  const may = useMay();
  const create = useCreateCampaign();
  const { id } = useParams({ strict: false });
  const open = id === undefined ? undefined : queryClient.getQueryData<Campaign>(keys.campaign(id));
  const near = typed === "" ? [] : found.filter((one) => one.id !== id);
  const moves = [...(open ? [open] : []), ...near].flatMap((campaign): Choice[] => {
    const pausable = campaign.allowed.includes("pause");
    if (!pausable && !campaign.allowed.includes("resume")) return [];
    return [
      {
        key: `move ${campaign.id}`,
        label: (pausable ? words.pause : words.resume)(campaign.name),
        left: pausable ? <IconPlayerPause {...icon} /> : <IconPlayerPlay {...icon} />,
        right: campaign === open && <PaletteKeys names={["p"]} />,
        run: () => actOn(pausable ? "pause" : "resume", { campaign }),
      },
    ];
  });
  const making: Choice = {
    key: "create",
    label: createWord,
    left: <IconPlus {...icon} />,
    right: <PaletteKeys names={["c"]} />,
    run: () => create.mutate(),
  };
  const helping: Choice = {
    key: "help",
    label: words.shortcuts,
    left: <IconKeyboard {...icon} />,
    right: <PaletteKeys names={["?"]} />,
    run: help,
  };
  return [...(may("campaigns:write") ? [making] : []), ...moves.slice(0, MOST_MOVES), helping];
}

/** Pressed one after the other. */
function PaletteKeys({ names }: { names: readonly string[] }) {
  return (
    <span className="palette-keys">
      {names.map((name) => (
        <Kbd key={name}>{name.toUpperCase()}</Kbd>
      ))}
    </span>
  );
}
