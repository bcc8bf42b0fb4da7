import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useState } from "react";

/** A number that is never without a value: what is left empty returns to what it was. */
export function NumberField({
  value,
  onValue,
  ...rest
}: Omit<NumberInputProps, "value" | "onChange"> & { value: number; onValue: (value: number) => void }) {
  const [isEmpty, setEmpty] = useState(false);
  return (
    <NumberInput
      {...rest}
      value={isEmpty ? "" : value}
      thousandSeparator=","
      stepHoldDelay={400}
      stepHoldInterval={80}
      clampBehavior="blur"
      allowNegative={false}
      onChange={(given) => {
        setEmpty(typeof given !== "number");
        if (typeof given === "number" && given !== value) onValue(given);
      }}
      onBlur={() => setEmpty(false)}
    />
  );
}
