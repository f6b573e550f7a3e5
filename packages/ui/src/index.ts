export { appBase, appHref } from './app-href.ts'
export { Avatar, AvatarStack, initialsOf, type AvatarPerson } from './avatar.tsx'
export { Banner } from './banner.tsx'
export { Battery, type BatteryPart } from './battery.tsx'
export { Breadcrumb } from './breadcrumb.tsx'
export { Button } from './button.tsx'
export { Checkbox } from './checkbox.tsx'
export { Chip } from './chip.tsx'
export { colourOf, LABEL_COLOURS, type LabelColour } from './colours.ts'
export { cx } from './cx.ts'
export { Grid } from './grid/grid.tsx'
export {
  gridCellKey,
  type GridCells,
  type GridCellState,
  type GridColumn,
  type GridDensity,
  type GridDropTarget,
  type GridEditorApi,
  type GridFocus,
  type GridHandle,
  type GridLabels,
  type GridMark,
  type GridModel,
  type GridMove,
  type GridPaste,
  type GridProps,
  type GridRow,
  type GridSection,
  type GridWrap,
} from './grid/grid-types.ts'
export { pastedCells } from './grid/pasted-cells.ts'
export { followPointer } from './grid/pointer-drag.ts'
export { parseTsv, toTsv } from './grid/tsv.ts'
export { Icon, loadIcons } from './icon.tsx'
export { IconButton } from './icon-button.tsx'
export { type IconName } from './icon-paths.ts'
export { Kbd, keyNames } from './kbd.tsx'
export { Label } from './label.tsx'
export { focusables, focusFirst, trapTab, useLayer } from './layers.ts'
export { Menu, type MenuItem, type MenuSection } from './menu.tsx'
export { NavRow, NavSection, Sidebar, WorkspaceMark } from './nav.tsx'
export { announce } from './announce.ts'
export { filterOptions } from './filter-options.ts'
export { OptionList, type Option, type OptionAction } from './option-list.tsx'
export { Popover, type Anchor } from './popover.tsx'
export { ProgressBar } from './progress-bar.tsx'
export { ResizeHandle } from './resize-handle.tsx'
export { Select } from './select.tsx'
export { PendingMark } from './pending-mark.tsx'
export { Picture, type PictureSource } from './picture.tsx'
export { Skeleton } from './skeleton.tsx'
export { EmptyState, ErrorState, NoPermissionState } from './state-message.tsx'
export { Switch } from './switch.tsx'
export { Tabs, type TabItem } from './tabs.tsx'
export { holdTabs } from './tab-moves.ts'
export { Tag } from './tag.tsx'
export { TextArea, TextField } from './text-field.tsx'
export { applyTheme, resolveTheme, type ThemeChoice } from './theme.ts'
export { ThemeSwitch } from './theme-switch.tsx'
export { createToasts, type Toast, type ToastStore } from './toast.ts'
export { Tooltip } from './tooltip.tsx'
