/** Drawn on a 16 px grid with a 1.5 px stroke; one path string per icon. */
const paths = {
  alert:
    "M8 5.5v3.25M8 11v.01M7.1 2.6 1.9 11.6a1.05 1.05 0 0 0 .9 1.6h10.4a1.05 1.05 0 0 0 .9-1.6L8.9 2.6a1.05 1.05 0 0 0-1.8 0Z",
  "arrow-down": "M8 3v10M3.75 8.75 8 13l4.25-4.25",
  "arrow-up": "M8 13V3M3.75 7.25 8 3l4.25 4.25",
  check: "m3 8.5 3.25 3.25L13 4.75",
  "chevron-down": "m4 6 4 4 4-4",
  "chevron-left": "m10 4-4 4 4 4",
  "chevron-right": "m6 4 4 4-4 4",
  columns: "M2.5 3h11v10h-11zM8 3v10",
  close: "m4 4 8 8M12 4l-8 8",
  copy: "M5.75 5.75h6.5a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1h-6.5a1 1 0 0 1-1-1v-6.5a1 1 0 0 1 1-1ZM2.75 10.25v-7.5a1 1 0 0 1 1-1h6.5",
  edit: "M9.75 4 12 6.25M3 13l.6-2.6 6.75-6.75a1.2 1.2 0 0 1 1.7 0l.3.3a1.2 1.2 0 0 1 0 1.7L5.6 12.4 3 13Z",
  everyone: "M2.5 3.5h4l3 4.5M2.5 12.5h4l3-4.5M9.5 8h4M11.5 5.75 13.75 8l-2.25 2.25",
  expand: "M6 2.75H2.75V6M10 13.25h3.25V10M2.75 2.75l4 4M13.25 13.25l-4-4",
  external:
    "M9.5 3H13v3.5M13 3 7.5 8.5M11.5 9.5v2.75a.75.75 0 0 1-.75.75h-7a.75.75 0 0 1-.75-.75v-7a.75.75 0 0 1 .75-.75H6.5",
  fork: "M4.5 5.5v5M4.5 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM4.5 13.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM11.5 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM11.5 5.5c0 3-3.5 2-7 4",
  import: "M8 2.5v7M5 6.75l3 3 3-3M2.75 10.5v2a1 1 0 0 0 1 1h8.5a1 1 0 0 0 1-1v-2",
  info: "M8 7.25v3.5M8 5.25v-.01M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z",
  key: "M10.25 9a3.25 3.25 0 1 0-3.1-2.25L2.5 11.4v2.1h2.1v-1.6h1.6v-1.6h.9l.9-1.55c.68.17 1.45.25 2.25.25ZM11 5.25v-.01",
  library: "M3.25 3.5a1 1 0 0 1 1-1h8.5v11h-8.5a1 1 0 0 1-1-1zM3.25 12a1 1 0 0 1 1-1h8.5M6 5.25h4M6 7.75h2.5",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  models: "M2.75 3h10.5M2.75 6.33h10.5M2.75 9.67h10.5M2.75 13h10.5M6.25 3v10",
  monitor: "M2.5 3h11v7.5h-11zM6 13h4M8 10.5V13",
  moon: "M13 9.3A5.4 5.4 0 0 1 6.7 3a5.4 5.4 0 1 0 6.3 6.3Z",
  more: "M3.5 8v.01M8 8v.01M12.5 8v.01",
  paperclip:
    "m12.75 7.4-4.9 4.9a3.05 3.05 0 0 1-4.3-4.3l5.2-5.2a2.05 2.05 0 0 1 2.9 2.9l-5.2 5.2a1 1 0 0 1-1.45-1.45l4.6-4.6",
  file: "M4 2.5h5l3.25 3.25V13a.75.75 0 0 1-.75.75h-7.5A.75.75 0 0 1 3.25 13V3.25A.75.75 0 0 1 4 2.5ZM9 2.5v3.25h3.25",
  pin: "M6 2.5h4M6.75 2.5v4L4.5 9.25h7L9.25 6.5v-4M8 9.25v4.25",
  plus: "M8 3v10M3 8h10",
  refresh: "M13 8a5 5 0 1 1-1.6-3.67M13 2.5v2.75h-2.75",
  search: "M7.25 12a4.75 4.75 0 1 0 0-9.5 4.75 4.75 0 0 0 0 9.5ZM10.75 10.75l3 3",
  settings:
    "M2.5 4.75h5.75M12 4.75h1.5M2.5 11.25H4M7.75 11.25h5.75M10.1 6.4a1.65 1.65 0 1 0 0-3.3 1.65 1.65 0 0 0 0 3.3ZM5.9 12.9a1.65 1.65 0 1 0 0-3.3 1.65 1.65 0 0 0 0 3.3Z",
  sidebar: "M2.5 3h11v10h-11zM6.25 3v10",
  stop: "M4.5 4.5h7v7h-7z",
  sun: "M8 10.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM8 1.75v1M8 13.25v1M1.75 8h1M13.25 8h1M3.6 3.6l.7.7M11.7 11.7l.7.7M3.6 12.4l.7-.7M11.7 4.3l.7-.7",
  temporary:
    "M8 5v3.25l2 1.25M8 2a6 6 0 0 1 3.2.92M13.4 5.4A6 6 0 0 1 14 8M13.4 10.6a6 6 0 0 1-2.2 2.48M8 14a6 6 0 0 1-3.2-.92M2.6 10.6A6 6 0 0 1 2 8M2.6 5.4a6 6 0 0 1 2.2-2.48",
  usage: "M2.75 13.25h10.5M4.25 13V9.5M8 13V3.25M11.75 13V6.5",
  tool: "M9.4 5.1a2.9 2.9 0 0 1 3.7-2.6l-1.7 1.7.4 1.4 1.4.4 1.7-1.7a2.9 2.9 0 0 1-3.9 3.5l-4.6 4.6a1.3 1.3 0 0 1-1.8-1.8l4.6-4.6a2.9 2.9 0 0 1 .2-.9Z",
  trash:
    "M2.75 4.25h10.5M6.25 4V2.75h3.5V4M4 4.25l.6 8.1a1 1 0 0 0 1 .9h4.8a1 1 0 0 0 1-.9l.6-8.1M6.75 7v3.5M9.25 7v3.5",
} as const;

export type IconName = keyof typeof paths;

/** A decorative 16 px icon in the text's colour; the name belongs on the control around it. */
export function Icon({ name, className = "size-4 shrink-0" }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      viewBox="0 0 16 16"
      fill={name === "stop" ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth={name === "more" ? 2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
