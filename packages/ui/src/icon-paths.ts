import type { LATE_ICON_PATHS } from './late-icon-paths.ts'

/** Drawings of the icons: 16 px box, 1.6 px round strokes, no fills. These are in what a board shows first; others come later. */
export const ICON_PATHS = {
  search: '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3 3"/>',
  inbox: '<path d="M2 9h3l1.5 2h3L11 9h3M2 9l2-6h8l2 6v4H2z"/>',
  me: '<circle cx="8" cy="5.5" r="2.5"/><path d="M3 13.5c.6-2.6 2.6-4 5-4s4.4 1.4 5 4"/>',
  board: '<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M2 6.5h12M6 6.5V13"/>',
  chat: '<path d="M3 3h10v7.5H7.5L4.5 13v-2.5H3z"/>',
  sub: '<path d="M4 2.5V10h4M8 10h5M8 6h5"/>',
  filter: '<path d="M2.5 4h11M4.5 8h7M6.5 12h3"/>',
  sort: '<path d="M5 3v10M5 13l-2-2M5 13l2-2M11 13V3M11 3 9 5M11 3l2 2"/>',
  group: '<path d="M2.5 3.5h11M2.5 8h7M2.5 12.5h11"/>',
  eye: '<path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="1.8"/>',
  'eye-off':
    '<path d="M3.7 4.9C2.3 6.2 1.5 8 1.5 8S4 12.2 8 12.2c1.1 0 2.1-.3 3-.8M6.3 4.1C6.8 3.9 7.4 3.8 8 3.8c4 0 6.5 4.2 6.5 4.2s-.5.9-1.4 1.9M2.5 2.5l11 11"/>',
  share:
    '<circle cx="4" cy="8" r="1.8"/><circle cx="12" cy="4" r="1.8"/><circle cx="12" cy="12" r="1.8"/><path d="m5.7 7.2 4.6-2.4M5.7 8.8l4.6 2.4"/>',
  plus: '<path d="M8 3v10M3 8h10"/>',
  minus: '<path d="M3 8h10"/>',
  star: '<path d="m8 2 1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z"/>',
  x: '<path d="m4 4 8 8M12 4l-8 8"/>',
  calendar: '<rect x="2.5" y="3.5" width="11" height="10" rx="1.5"/><path d="M2.5 6.5h11M5.5 2v3M10.5 2v3"/>',
  timeline: '<path d="M2.5 8h11"/><circle cx="5" cy="8" r="1.8"/><circle cx="11" cy="8" r="1.8"/>',
  'chevron-down': '<path d="m4 6 4 4 4-4"/>',
  'chevron-up': '<path d="m4 10 4-4 4 4"/>',
  'chevron-right': '<path d="m6 4 4 4-4 4"/>',
  'arrow-up': '<path d="M8 13V3M8 3 4.5 6.5M8 3l3.5 3.5"/>',
  'arrow-down': '<path d="M8 3v10M8 13l-3.5-3.5M8 13l3.5-3.5"/>',
  dots: '<circle cx="3.5" cy="8" r=".6"/><circle cx="8" cy="8" r=".6"/><circle cx="12.5" cy="8" r=".6"/>',
  drag: '<path d="M6 4v.01M10 4v.01M6 8v.01M10 8v.01M6 12v.01M10 12v.01"/>',
  check: '<path d="m3 8.5 3.2 3.2L13 5"/>',
  undo: '<path d="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3-3M3 6.5l3 3"/>',
  redo: '<path d="M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M13 6.5l-3-3M13 6.5l-3 3"/>',
  clock: '<circle cx="8" cy="8" r="5.8"/><path d="M8 4.8V8l2.2 1.6"/>',
  people:
    '<circle cx="6" cy="5.5" r="2.3"/><path d="M1.5 13c.5-2.4 2.2-3.7 4.5-3.7s4 1.3 4.5 3.7M10.5 3.4a2.3 2.3 0 0 1 0 4.2M12 9.7c1.4.5 2.2 1.7 2.5 3.3"/>',
  lock: '<rect x="3" y="7" width="10" height="6.5" rx="1.5"/><path d="M5.2 7V5.2a2.8 2.8 0 0 1 5.6 0V7"/>',
  sliders:
    '<path d="M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6"/><circle cx="10.2" cy="5" r="1.7"/><circle cx="5.8" cy="11" r="1.7"/>',
  hash: '<path d="M3 6h10.5M2.5 10H13M6.5 2.5l-1 11M10.5 2.5l-1 11"/>',
  text: '<path d="M3 4.5v-1h10v1M8 3.5v9M6.5 12.5h3"/>',
  'long-text': '<path d="M2.5 4h11M2.5 7h11M2.5 10h11M2.5 13h6"/>',
  number: '<path d="M3 5.5 4.5 4v8M7.5 5.7c.2-1 .9-1.7 2-1.7 1.2 0 2 .8 2 1.9C11.5 8 7.5 9.5 7.5 12h4.2"/>',
  status: '<circle cx="8" cy="8" r="5.8"/><path d="m5.5 8.3 1.8 1.8 3.3-3.7"/>',
  tag: '<path d="M8.3 2.5H13.5V7.7L7.7 13.5 2.5 8.3z"/><path d="M10.9 5.1v.01"/>',
  checkbox: '<rect x="2.8" y="2.8" width="10.4" height="10.4" rx="2"/><path d="m5.5 8.2 1.8 1.8 3.3-3.7"/>',
  history: '<path d="M2.5 8a5.5 5.5 0 1 0 1.8-4.1L2.5 5.5M2.5 2.5v3h3M8 5v3.2l2 1.3"/>',
  warning: '<path d="M8 2.5 14.3 13.3H1.7zM8 6.5v3M8 11.4v.01"/>',
  info: '<circle cx="8" cy="8" r="5.8"/><path d="M8 7.3v3.5M8 5.2v.01"/>',
  edit: '<path d="m10.5 3 2.5 2.5-7.5 7.5H3v-2.5zM9 4.5 11.5 7"/>',
  folder: '<path d="M2 12.5v-9h4.5L8 5h6v7.5z"/>',
  home: '<path d="m2.5 7.5 5.5-5 5.5 5M4 6.5v7h8v-7"/>',
  open: '<path d="M6.5 3H3v10h10V9.5M9.5 3H13v3.5M13 3 7.5 8.5"/>',
  sidebar: '<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M6 3v10"/>',
  refresh: '<path d="M13.5 8a5.5 5.5 0 1 1-1.8-4.1l1.8 1.6M13.5 2.5v3h-3"/>',
} as const

/** Name of an icon. */
export type IconName = keyof typeof ICON_PATHS | keyof typeof LATE_ICON_PATHS
