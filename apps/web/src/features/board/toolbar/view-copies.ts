import { appHref, type MenuItem, type ToastStore } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { copyText } from '../../../shell/copy.ts'
import { placePath } from '../../../shell/paths.ts'
import type { SavedView } from '../model/records.ts'
import type { BoardScene } from '../scene.tsx'
import { focusTab } from './focus-tab.ts'

/** Names are cut so that what stands behind them has room. */
const longestName = 240

/** A copy of a saved view for oneself, whatever is shown otherwise in it now, and its address. */
export function copyItems(
  { boardId, records, addView }: Pick<BoardScene, 'boardId' | 'records' | 'addView'>,
  view: SavedView,
  toasts: ToastStore,
): readonly MenuItem[] {
  const title = t('{title} (copy)', { title: view.name.slice(0, longestName) })
  const names = records.views.map(({ name }) => name)
  return [
    {
      id: 'duplicate',
      title: t('Duplicate'),
      icon: 'copy',
      onSelect: () => focusTab(addView(view.kind, freeName(title, names), true, view.spec)),
    },
    {
      id: 'copy-link',
      title: t('Copy link'),
      icon: 'link',
      onSelect: () => void copyLink(linkTo(boardId, view.id), toasts),
    },
  ]
}

async function copyLink(url: string, toasts: ToastStore): Promise<void> {
  const isCopied = await copyText(url)
  toasts.show({
    text: isCopied ? t('Link copied.') : t('The link could not be copied.'),
    icon: isCopied ? 'copy' : 'warning',
    key: 'copied',
  })
}

/** The address of the view as it is saved. */
function linkTo(boardId: string, viewId: string): string {
  return new URL(appHref(placePath(boardId, { view: viewId })), location.href).href
}

/** The name, with a number behind it where there is one of that name: `Kanban 2`. */
export function freeName(name: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name} ${count}`
    if (!taken.includes(candidate)) return candidate
  }
}
