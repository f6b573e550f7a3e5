import { scopeOf } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useMemo, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { useAccount, useActions, useScope } from '../../../shell/client-context.tsx'
import { paperElement, usePaper } from '../../../shell/paper.ts'
import { useNamesIn } from '../rich/names.ts'
import { threadsOf } from '../thread/messages.ts'
import { useItem } from '../use-item.ts'
import { ItemSheet } from './item-sheet.tsx'

/** Prints the item that is open: the page below it is printed from the board's own menu. */
export function ItemPrint() {
  const { item } = useItem()
  const { locale } = useAccount()
  const [sheet, setSheet] = useState<{ readonly box: HTMLElement; readonly at: number } | null>(null)
  // What is said about it is printed too, whichever tab is open.
  const thread = useScope(scopeOf('item', item.id))
  const state = thread?.state ?? null
  const version = state?.version
  // The state is changed in place: its version, and what is pending on it, say when.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const messages = useMemo(() => state && threadsOf(state), [state, version, thread])
  // Asked before it is printed: paper does not wait for an answer.
  const names = useNamesIn((messages ?? []).flatMap(({ body, replies }) => [body, ...replies.map((each) => each.body)]))
  const { print } = usePaper({
    over: true,
    make: () => {
      const box = paperElement('article', { className: 'print-sheet' })
      flushSync(() => setSheet({ box, at: Date.now() }))
      // Pictures of a sheet are never scrolled to.
      for (const picture of box.querySelectorAll('img')) picture.loading = 'eager'
      return box
    },
    onEnd: () => setSheet(null),
  })
  useActions([
    {
      id: 'item.print',
      title: t('Print this item'),
      section: t('Item'),
      icon: 'file',
      keywords: t('paper pdf'),
      // Before the board's: it was offered later.
      shortcut: 'Mod P',
      run: print,
    },
  ])
  if (sheet === null) return null
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })
  return createPortal(<ItemSheet messages={messages} names={names} when={when} at={sheet.at} />, sheet.box)
}
