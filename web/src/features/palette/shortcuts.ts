/** Keys that do something, wherever the focus is; single keys are off while somebody types and can be switched off. */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { controlKey } from "../../words/app.tsx";

/** By key: `p`, `?`, `g c` (one after the other), `mod+k` (Ctrl, or ⌘ on a Mac). */
export type Keys = Readonly<Record<string, () => void>>;

interface Layer {
  keys: () => Keys;
  applies: () => boolean;
}

/** Between the two keys of a pair. */
const PAIR_MILLISECONDS = 1_500;

const layers = new Set<Layer>();
let first: { key: string; at: number } | null = null;

const always = () => true;

/**
 * While the component is shown. Where two have the same key, what was shown last has it.
 *
 * @param applies whether the keys are its own at the moment, such as a row's only while it has the focus
 */
export function useShortcuts(keys: Keys, applies: () => boolean = always): void {
  const latest = useRef({ keys, applies });
  useEffect(() => {
    latest.current = { keys, applies };
  });
  useEffect(() => {
    const layer: Layer = { keys: () => latest.current.keys, applies: () => latest.current.applies() };
    if (layers.size === 0) window.addEventListener("keydown", press);
    layers.add(layer);
    return () => {
      layers.delete(layer);
      if (layers.size === 0) window.removeEventListener("keydown", press);
    };
  }, []);
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const modified = event.metaKey || event.ctrlKey;
  const key = event.key.toLowerCase();
  if (modified) return run(`mod+${key}`, event);
  if (!singleKeys.on() || isTaken(event.target)) return;
  const before = first !== null && Date.now() - first.at < PAIR_MILLISECONDS ? first.key : null;
  first = null;
  if (before !== null && find(`${before} ${key}`)) return run(`${before} ${key}`, event);
  if (find(key)) return run(key, event);
  if (beginsPair(key)) first = { key, at: Date.now() };
}

function run(name: string, event: KeyboardEvent): void {
  const action = find(name);
  if (!action) return;
  event.preventDefault();
  action();
}

function find(name: string): (() => void) | undefined {
  let found: (() => void) | undefined;
  for (const layer of layers) {
    const action = layer.keys()[name];
    if (action && layer.applies()) found = action;
  }
  return found;
}

const beginsPair = (key: string) =>
  [...layers].some((layer) => Object.keys(layer.keys()).some((name) => name.startsWith(`${key} `)));

/** Typing, and what has keys of its own: dialogs, menus, lists that are open. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest(TAKEN) !== null;
}

const TAKEN =
  'input:not([type="radio"], [type="checkbox"], [type="button"]), textarea, select, ' +
  '[role="dialog"], [role="menu"], [role="listbox"], [role="slider"], [role="grid"]';

/** Whether single keys do something, as this browser was told. */
export const singleKeys = (() => {
  const name = "campanile.single-keys";
  const listeners = new Set<() => void>();
  return {
    on: () => localStorage.getItem(name) !== "off",
    set(on: boolean) {
      if (on) localStorage.removeItem(name);
      else localStorage.setItem(name, "off");
      for (const listener of listeners) listener();
    },
    listen(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
})();

export const useSingleKeys = (): boolean => useSyncExternalStore(singleKeys.listen, singleKeys.on);

/** ⌘ or Ctrl, as the keyboard has it. */
export const modKey: string = /mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : controlKey;
