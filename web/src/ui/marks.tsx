/** AI employees are squircles with a voice print; people are circles with initials. Nobody mistakes one for the other. */

/** A hue that is always the same for the same name. */
function hueOf(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return hash;
}

export function VoiceMark({ name, size = 28, off }: { name: string; size?: number; off?: boolean }) {
  const hue = hueOf(name);
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden
      className={off ? "voice voice-off" : "voice"}
      style={{
        backgroundImage: `linear-gradient(135deg in srgb, oklch(0.66 0.15 ${hue}), oklch(0.42 0.14 ${hue + 42}))`,
      }}
    >
      <path d={voicePrint(hue)} fill="none" stroke="#fff" strokeWidth="2.9" strokeLinecap="round" opacity=".94" />
    </svg>
  );
}

/** Four bars, as one line: a mark stands in every row of long lists. */
function voicePrint(hue: number): string {
  return [0.34, 0.72, 1, 0.52]
    .map((height, index) => Math.max(0.22, Math.min(1, height + 0.22 * Math.sin(hue / 19 + index * 2))))
    .map((bar, index) => `M${9.05 + index * 4.6} ${(17.45 - bar * 8).toFixed(2)}v${(bar * 16 - 2.9).toFixed(2)}`)
    .join("");
}

/** The first of a text's letters as people see them. */
export function firstLetter(text: string): string {
  const [first] = new Intl.Segmenter().segment(text);
  return first?.segment ?? "";
}

export function PersonMark({ name, size = 28 }: { name: string; size?: number }) {
  const initials = name.split(/\s+/).map(firstLetter).slice(0, 2).join("");
  return (
    <span className="person" style={{ width: size, height: size, fontSize: size * 0.38 }} aria-hidden>
      {initials}
    </span>
  );
}

export function EmployeeName({
  name,
  sub,
  size = 26,
  off,
}: {
  name: string;
  sub?: string;
  size?: number;
  off?: boolean;
}) {
  return (
    <span className="employee">
      <VoiceMark name={name} size={size} off={off ?? false} />
      <span>
        <b>{name}</b>
        {sub !== undefined && <i>{sub}</i>}
      </span>
    </span>
  );
}

export function Logo({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="9" fill="var(--logo-bg)" />
      <path d="M16 4.6 22 11.2V12.4H10V11.2Z" fill="var(--logo-fg)" />
      <path
        fillRule="evenodd"
        d="M11 13.6H21V27H11ZM16 15.6a2.9 2.9 0 0 0-2.9 2.9V23.2H18.9V18.5A2.9 2.9 0 0 0 16 15.6Z"
        fill="var(--logo-fg)"
      />
      <path
        d="M16 17.1c1.2 0 1.75.9 1.75 2.1 0 1 .3 1.4.6 1.8h-4.7c.3-.4.6-.8.6-1.8 0-1.2.55-2.1 1.75-2.1Z"
        fill="var(--logo-bell)"
      />
      <circle cx="16" cy="21.9" r=".85" fill="var(--logo-bell)" />
    </svg>
  );
}
