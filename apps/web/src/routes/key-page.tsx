import type { KeyedItem } from '@fulcrum/protocol'
import { appHref, EmptyState, OptionList, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useState } from 'react'
import { useClient } from '../shell/client-context.tsx'
import { Failure } from '../shell/failure.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { itemPath } from '../shell/paths.ts'
import { useGo, useParams } from '../shell/router/router-context.tsx'
import { troubleOf, type Trouble } from '../shell/trouble.ts'

/** The address of a key, one that an item has or had: leads to the item where it is now; of several it asks which. */
export function KeyPage() {
  const { key = '' } = useParams()
  const client = useClient()
  const go = useGo()
  const [found, setFound] = useState<readonly KeyedItem[]>()
  const [error, setError] = useState<Trouble>()
  const look = useCallback(() => {
    let wanted = true
    client.query<{ readonly items: readonly KeyedItem[] }>('item.find', { key }).then(
      ({ items }) => {
        if (!wanted) return
        // Whoever has the key now is meant before those who had it.
        const [only] = items.filter(({ had }) => had === null).length === 1 ? items : items.length === 1 ? items : []
        if (only !== undefined) go(itemPath(only.board, only.row), { replace: true })
        else setFound(items)
      },
      (problem: unknown) => wanted && setError(troubleOf(problem)),
    )
    return () => {
      wanted = false
    }
  }, [client, go, key])
  useEffect(look, [look])
  const again = (): void => {
    setError(undefined)
    look()
  }
  return (
    <>
      <PageHeader title={key} />
      {error !== undefined ? (
        <Failure
          trouble={error}
          refused={t('What is called {key} is not shared with you. Ask whoever sent you here.', { key })}
          onRetry={again}
          wayOn={<a href={appHref('/')}>{t('Go home')}</a>}
        />
      ) : found === undefined ? (
        <Skeleton lines={6} label={t('Looking for {key}', { key })} />
      ) : found.length === 0 ? (
        <EmptyState
          icon="search"
          text={t('Nothing that you may see is called {key}, or ever was.', { key })}
          action={<a href={appHref('/')}>{t('Go home')}</a>}
        />
      ) : (
        <OptionList
          label={t('Items that were {key}', { key })}
          selected={[]}
          options={found.map(({ id, key: now, title, boardName }) => ({
            id,
            title: `${now} ${title}`,
            keywords: boardName,
          }))}
          onPick={(id) => {
            const item = found.find((each) => each.id === id)
            if (item !== undefined) go(itemPath(item.board, item.row))
          }}
        />
      )}
    </>
  )
}
