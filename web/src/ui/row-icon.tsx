/** A button with an icon alone, for rows: of these hundreds are made and thrown away while one scrolls. */
import type { ComponentProps } from "react";
import "./row-icon.css";

/** @param line with a border around it, for the likeliest of a row */
export function RowIcon({
  line = false,
  className = "",
  ...props
}: ComponentProps<"button"> & { "aria-label": string; line?: boolean }) {
  return <button type="button" className={`row-icon ${line ? "row-icon-line" : ""} ${className}`} {...props} />;
}
