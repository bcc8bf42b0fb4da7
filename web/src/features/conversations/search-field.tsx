/** A search that waits until one has stopped typing. */
import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";

export function SearchField({
  label,
  value,
  change,
  width = 240,
}: {
  label: string;
  value: string;
  change: (text: string) => void;
  width?: number;
}) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const later = useDebouncedCallback((typed: string) => {
    sent.current = typed;
    change(typed);
  }, 300);
  // What was typed comes back as the value a moment later, when more may have been typed.
  useEffect(() => {
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  return (
    <TextInput
      className="search-in"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} aria-hidden />}
      w={width}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        later(currentTarget.value);
      }}
    />
  );
}
