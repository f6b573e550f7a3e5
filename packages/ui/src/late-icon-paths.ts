/** Drawings of the icons for which no page waits: those of menus, dialogs, settings and rarer kinds of columns. */
export const LATE_ICON_PATHS = {
  bold: '<path d="M5 3h3.5a2.5 2.5 0 0 1 0 5H5zM5 8h4a2.6 2.6 0 0 1 0 5H5zM5 3v10"/>',
  italic: '<path d="M9.5 3 6.5 13M7 3h5M4 13h5"/>',
  strike:
    '<path d="M2.5 8h11M11 4.8C10.6 3.7 9.4 3 8 3 6.2 3 5 4 5 5.3 5 6.4 5.8 7.2 7.6 7.6M5 11c.3 1.2 1.5 2 3 2 1.9 0 3.2-1 3.2-2.5 0-.5-.2-1-.5-1.4"/>',
  heading: '<path d="M4 3v10M12 3v10M4 8h8"/>',
  list: '<path d="M6 4h7.5M6 8h7.5M6 12h7.5M2.8 4h.1M2.8 8h.1M2.8 12h.1"/>',
  'list-numbers':
    '<path d="M7 4h6.5M7 8h6.5M7 12h6.5M2.5 3.2 3.5 2.8V6M2.3 10.3c.4-.7 2-.6 1.9.4 0 .8-1.8 1.3-1.9 2.3h2"/>',
  checklist: '<path d="M8 4.5h5.5M8 11.5h5.5M2.3 4.5l1.2 1.2 2.2-2.4M2.3 11.5l1.2 1.2 2.2-2.4"/>',
  quote: '<path d="M3 4v8M6 5h7.5M6 8h7.5M6 11h4.5"/>',
  'code-block': '<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="m6.5 6-2 2 2 2M9.5 6l2 2-2 2"/>',
  image:
    '<rect x="2" y="3" width="12" height="10" rx="1.5"/><circle cx="5.5" cy="6.3" r="1"/><path d="m2.5 12 3.7-3.7 2.3 2.2 2.2-2.3 3 3"/>',
  dash: '<path d="M2.5 13.5h11M4 11V8M8 11V3.5M12 11V6"/>',
  doc: '<path d="M4 2h5l3 3v9H4zM9 2v3h3"/>',
  branch:
    '<circle cx="4.5" cy="4" r="1.5"/><circle cx="4.5" cy="12" r="1.5"/><circle cx="11.5" cy="12" r="1.5"/><path d="M4.5 5.5v5M11.5 10.5V7A2.5 2.5 0 0 0 9 4.5H7.5"/>',
  flow: '<path d="M2 4h5v4H2zM9 8h5v4H9zM7 6h4.5v2"/>',
  'sort-up': '<path d="M8 13V3M8 3 4.5 6.5M8 3l3.5 3.5"/>',
  'sort-down': '<path d="M8 3v10M8 13l-3.5-3.5M8 13l3.5-3.5"/>',
  bolt: '<path d="M8.5 1.5 3.5 9h4l-.5 5.5 5-7.5h-4z"/>',
  gantt: '<path d="M2.5 4h6M5.5 8h6M8.5 12h5"/>',
  form: '<rect x="3" y="2" width="10" height="12" rx="1.5"/><path d="M5.5 5.5h5M5.5 8.5h5M5.5 11.5h2.5"/>',
  kanban: '<path d="M3 3h3v10H3zM7.5 3h3v6h-3zM12 3h2v8h-2z"/>',
  'chevron-left': '<path d="m10 4-4 4 4 4"/>',
  'arrow-left': '<path d="M13 8H3M3 8l3.5-3.5M3 8l3.5 3.5"/>',
  'arrow-right': '<path d="M3 8h10M13 8 9.5 4.5M13 8l-3.5 3.5"/>',
  trash: '<path d="M2.5 4.5h11M6 4.5V2.5h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4"/>',
  archive: '<rect x="2" y="3" width="12" height="3.5" rx=".8"/><path d="M3 6.5V13h10V6.5M6.5 9.5h3"/>',
  link: '<path d="M6.8 9.2a2.5 2.5 0 0 0 3.6 0l2.3-2.3a2.5 2.5 0 0 0-3.6-3.6l-1 1M9.2 6.8a2.5 2.5 0 0 0-3.6 0L3.3 9.1a2.5 2.5 0 0 0 3.6 3.6l1-1"/>',
  copy: '<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5"/>',
  moon: '<path d="M13.5 9.3A5.8 5.8 0 0 1 6.7 2.5a5.8 5.8 0 1 0 6.8 6.8z"/>',
  sun: '<circle cx="8" cy="8" r="2.8"/><path d="M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9"/>',
  screen: '<rect x="2" y="3" width="12" height="8" rx="1.5"/><path d="M6 13.5h4M8 11v2.5"/>',
  upload: '<path d="M8 10.5v-8M8 2.5 5 5.5M8 2.5l3 3M2.5 10.5v3h11v-3"/>',
  download: '<path d="M8 2.5v8M8 10.5l-3-3M8 10.5l3-3M2.5 10.5v3h11v-3"/>',
  'user-plus':
    '<circle cx="6.5" cy="5.5" r="2.5"/><path d="M1.8 13.5c.5-2.6 2.4-4 4.7-4s4.2 1.4 4.7 4M12.5 5v4M10.5 7h4"/>',
  settings:
    '<path d="M6.9 1.8h2.2l.4 1.7 1.2.5 1.5-.9 1.6 1.6-.9 1.5.5 1.2 1.7.4v2.2l-1.7.4-.5 1.2.9 1.5-1.6 1.6-1.5-.9-1.2.5-.4 1.7H6.9l-.4-1.7-1.2-.5-1.5.9-1.6-1.6.9-1.5-.5-1.2-1.7-.4V6.9l1.7-.4.5-1.2-.9-1.5 1.6-1.6 1.5.9 1.2-.5z"/><circle cx="8" cy="8" r="1.9"/>',
  key: '<circle cx="5.5" cy="10.5" r="2.8"/><path d="m7.5 8.5 5.5-5.5M10.5 5.5l2 2"/>',
  'cloud-off':
    '<path d="M5.2 5.3A3.8 3.8 0 0 0 4.5 12.5h6.7M6.9 4.3a3.8 3.8 0 0 1 5 3.3 2.5 2.5 0 0 1 1.7 4.1M2.5 2.5l11 11"/>',
  pin: '<path d="M6 2.5h4l-.5 4.5 2 2h-7l2-2zM8 9v4.5"/>',
  expand: '<path d="M9.5 2.5h4v4M13.5 2.5l-5 5M6.5 13.5h-4v-4M2.5 13.5l5-5"/>',
  bell: '<path d="M4 11V7a4 4 0 0 1 8 0v4l1 1.2H3zM6.8 14h2.4"/>',
  logout: '<path d="M9.5 5V2.5H3v11h6.5V11M6.5 8H14M14 8l-2.5-2.5M14 8l-2.5 2.5"/>',
  smile: '<circle cx="8" cy="8" r="5.8"/><path d="M5.5 9.3c.5 1 1.4 1.5 2.5 1.5s2-.5 2.5-1.5M6 6.3v.01M10 6.3v.01"/>',
  at: '<circle cx="8" cy="8" r="2.5"/><path d="M10.5 5.5v3.3c0 2 3 1.7 3-.8a5.5 5.5 0 1 0-2.2 4.4"/>',
  code: '<path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5"/>',
  globe:
    '<circle cx="8" cy="8" r="5.8"/><path d="M2.2 8h11.6M8 2.2c1.7 1.6 2.5 3.5 2.5 5.8S9.7 12.2 8 13.8C6.3 12.2 5.5 10.3 5.5 8S6.3 3.8 8 2.2"/>',
  file: '<path d="M4 2h5l3 3v9H4zM9 2v3h3"/>',
  mail: '<rect x="2" y="3.5" width="12" height="9" rx="1.5"/><path d="m2.5 5 5.5 4 5.5-4"/>',
  phone:
    '<path d="M5.8 2.8 4 3.2c-.7.2-1.1.8-1 1.5.6 4.4 3.9 7.7 8.3 8.3.7.1 1.3-.3 1.5-1l.4-1.8-2.7-1.4-1.2 1.3c-1.5-.7-2.7-1.9-3.4-3.4l1.3-1.2z"/>',
  heart: '<path d="M8 13.3S2.3 10 2.3 6.3A3 3 0 0 1 8 4.9a3 3 0 0 1 5.7 1.4C13.7 10 8 13.3 8 13.3z"/>',
  flame:
    '<path d="M8 1.8c.5 2.7 4 4.3 4 7.7a4 4 0 0 1-8 .2c0-1.5.7-2.5 1.5-3.3.2 1 .7 1.5 1.3 1.7C6.5 5.7 6.9 3.6 8 1.8z"/>',
  vote: '<path d="M8 3 3.2 8.2h2.6V13h4.4V8.2h2.6z"/>',
  dropdown: '<rect x="2" y="4" width="12" height="8" rx="1.5"/><path d="m8.5 7.2 1.5 1.6 1.5-1.6M4.5 8h2"/>',
  play: '<path d="M5 3.2v9.6l7.5-4.8z"/>',
  stop: '<rect x="4" y="4" width="8" height="8" rx="1.2"/>',
} as const
