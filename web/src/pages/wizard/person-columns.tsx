/** Who a row is about: the name with its mark, and the number, which stands below the name where there is little room. */
import { nameOf } from "../../lib/format.ts";
import { personHeads } from "../../words/wizard-contacts.tsx";
import type { Column } from "../../ui/long-table.tsx";
import { PersonMark } from "../../ui/marks.tsx";

type Person = Parameters<typeof nameOf>[0] & { phone: string };

export function personColumns<Row>(personOf: (row: Row) => Person): Column<Row>[] {
  return [
    {
      key: "name",
      head: personHeads.name,
      cell: (row) => {
        const person = personOf(row);
        return (
          <span className="who">
            <PersonMark name={nameOf(person)} size={26} />
            <span>
              {nameOf(person)}
              <span className="phone only-m">{person.phone}</span>
            </span>
          </span>
        );
      },
    },
    { key: "phone", head: personHeads.phone, className: "num hide-m", cell: (row) => personOf(row).phone },
  ];
}
