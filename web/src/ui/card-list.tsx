import { type ReactNode, useEffect, useRef } from "react";

/** Cards in place of a table's rows; more are asked for when their end comes near. */
export function CardList<Row>({
  label,
  rows,
  idOf,
  more,
  children,
}: {
