import type { KeyedItem } from '@fulcrum/protocol'
import { Button, EmptyState, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect } from 'react'
import { useToasts } from '../../shell/client-context.tsx'
import { itemPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { useQuery } from './use-query.ts'

interface MovedItemProps {
  /** The key that the item had here, and its id. */
  readonly itemKey: string
  readonly id: string
  readonly onClose: () => void
}

/** An address of an item that went to another board: leads there, where the reader may see it. */
export function MovedItem({ itemKey, id, onClose }: MovedItemProps) {
  const go = useGo()
  const toasts = useToasts()
  const { answer, error } = useQuery<{ readonly items: readonly KeyedItem[] }>('item.find', { key: itemKey }, id)
  const there = answer?.items.find((item) => item.id === id)
  useEffect(() => {
    if (there === undefined) return
    toasts.show({
      icon: 'arrow-right',
      text: t('{itemKey} is {key} on {boardName} now', { itemKey, key: there.key, boardName: there.boardName }),
    })
    go(itemPath(there.board, there.row), { replace: true })
  }, [there, go, toasts, itemKey])
  if (error === null && (answer === null || there !== undefined)) {
    return <Skeleton lines={6} label={t('Looking for where the item is now')} />
  }
  return (
    <EmptyState
      icon="arrow-right"
      text={error?.text ?? t('This item was moved to a board that is not shared with you.')}
      action={<Button onClick={onClose}>{t('Close')}</Button>}
    />
  )
}
