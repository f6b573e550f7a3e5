import { OptionList } from '@fulcrum/ui'
import type { Option, OptionAction } from '@fulcrum/ui'
import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { ItemRef } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import type { ViewContext } from '../view-contract.web.ts'
import { sightWords } from './items.web.ts'
import type { FoundItem } from './items.web.ts'
import { SeveralKeys } from './several-keys.web.tsx'

interface ItemPickerProps {
  readonly label: string
  readonly boards: readonly string[]
  readonly context: ViewContext
  /** The item whose cell this is, on the board that is open: it is not offered to itself. */
  readonly self?: ItemRef | undefined
  /** What stands in the cell: first in the list. */
  readonly first: readonly string[]
  readonly chosen: readonly string[]
  readonly several: boolean
  readonly initialText?: string | undefined
  readonly onPick: (id: string) => void
  readonly onRead: (text: string) => boolean
  readonly actions: readonly OptionAction[]
  readonly footer?: ReactNode
}

const askAfterMs = 120

/** Items to search by key or title; the server looks, so that boards which are not open here are found too. */
export function ItemPicker(props: ItemPickerProps) {
  const { label, boards, context, self, first, chosen, several, initialText, onPick, onRead, actions, footer } = props
  const [text, setText] = useState(initialText ?? '')
  const found = useFound(boards, text, context)
  const options = useMemo(() => {
    const here = context.items?.here
    const others = found.filter(({ id, board, row }) => id !== self && (board !== here || row !== self))
    return optionsOf(first, others, context)
  }, [self, first, found, context])
  return (
    <OptionList
      label={label}
      options={options}
      selected={chosen}
      multiple={several}
      placeholder={t('Key or title')}
      emptyText={boards.length === 0 ? t('Choose boards in the settings of this column.') : t('No item of that name.')}
      searchable
      {...(initialText !== undefined && { initialText })}
      actions={actions}
      onSearch={setText}
      onRead={onRead}
      onPick={onPick}
      footer={footer ?? (several && <SeveralKeys />)}
    />
  )
}

function useFound(boards: readonly string[], text: string, { items }: ViewContext): readonly FoundItem[] {
  const [found, setFound] = useState<readonly FoundItem[]>([])
  const search = items?.search
  const key = boards.join()
  useEffect(() => {
    if (search === undefined || key === '') return undefined
    let wanted = true
    const timer = setTimeout(() => {
      search(key.split(','), text).then(
        (items) => wanted && setFound(items),
        () => undefined,
      )
    }, askAfterMs)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [search, key, text])
  return found
}

function optionsOf(first: readonly string[], found: readonly FoundItem[], { item }: ViewContext): readonly Option[] {
  const known = first.map((id): Option => {
    const sight = item?.(id)
    return sight?.is === 'item'
      ? { id, title: sight.title, keywords: sight.key, hint: sight.key }
      : { id, title: sight === undefined ? t('An item') : sightWords[sight.is] }
  })
  const others = found
    .filter(({ id }) => !first.includes(id))
    .map(({ id, title, key, boardName }): Option => ({ id, title, keywords: key, hint: `${key} · ${boardName}` }))
  return [...known, ...others]
}
