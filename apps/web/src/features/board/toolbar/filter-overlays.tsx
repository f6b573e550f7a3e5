import type { ViewColumn } from '@fulcrum/domain'
import { Popover, type Anchor } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { useOverlays } from '../overlays.tsx'
import type { BoardScene } from '../scene.tsx'
import { ViewFilter } from './filter-builder.tsx'
import { NewFilter } from './filter-panels.tsx'
import { TypedFilter } from './typed-filter.tsx'

/** Asks by which column, then how. */
export function showNewFilter(
  scene: BoardScene,
  overlays: ReturnType<typeof useOverlays>,
  anchor: Anchor,
  column?: ViewColumn,
): void {
  overlays.show((close) => (
    <Popover open anchor={anchor} label={t('Filter')} onClose={close}>
      <NewFilter
        scene={scene}
        column={column}
        onDone={close}
        onBuild={() => showBuilder(overlays, anchor)}
        onType={() => showTyped(overlays, anchor)}
      />
    </Popover>
  ))
}

/** Shows the whole filter. It stays where it opens: chips that it changes may move or go. */
export function showBuilder(overlays: ReturnType<typeof useOverlays>, anchor: Anchor, focusPart?: number): void {
  const at = anchor instanceof Element ? anchor.getBoundingClientRect() : undefined
  const place = at === undefined ? anchor : { x: at.left, y: at.bottom }
  overlays.show((close) => (
    <Popover open anchor={place} label={t('Filter')} onClose={close}>
      <ViewFilter focusPart={focusPart} />
    </Popover>
  ))
}

/** Shows the filter as a text. */
export function showTyped(overlays: ReturnType<typeof useOverlays>, anchor: Anchor): void {
  overlays.show((close) => (
    <Popover open anchor={anchor} label={t('Filter as text')} onClose={close}>
      <TypedFilter onDone={close} />
    </Popover>
  ))
}
