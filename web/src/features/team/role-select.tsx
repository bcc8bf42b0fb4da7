import { Select, type SelectProps } from "@mantine/core";
import { mayManage, type Role, roles } from "#domain/roles.ts";
import { useMe } from "../../app/session.ts";
import { roleWords } from "../../words/settings.ts";

interface RoleSelectProps extends Omit<SelectProps, "value" | "onChange" | "data"> {
  value: Role;
  onChange: (role: Role) => void;
}

/** The roles that whoever is signed in may give. */
export function RoleSelect({ value, onChange, ...rest }: RoleSelectProps) {
  const { role: mine } = useMe();
  const data = roles
    .filter((role) => mayManage(mine, role))
    .map((role) => ({ value: role, label: roleWords[role].name }));
  return <Select {...rest} data={data} value={value} onChange={(role) => role && onChange(role as Role)} />;
}
