import { aliasesOf } from '@fulcrum/domain'
import type { ItemAlias } from '@fulcrum/domain'
import { rich, t } from '@fulcrum/ui/messages'
import { useClient, useTree } from '../../shell/client-context.tsx'
import { exactTime, shortTime } from '../../shell/times.ts'
import { useItem } from './use-item.ts'

/** The keys that the item had before, and what it had there that no column here takes. */
export function FormerKeys() {
  const { board, item } = useItem()
  const aliases = aliasesOf(board, item.row)
  if (aliases.length === 0) return null
  return (
    <section className="item-former" aria-label={t('Before')}>
      {aliases.map((alias) => (
        <Former key={`${alias.key} ${alias.at}`} alias={alias} />
      ))}
    </section>
  )
}

function Former({ alias }: { readonly alias: ItemAlias }) {
  const client = useClient()
  const tree = useTree()
  const { key, at, source, board, left = [] } = alias
  const place = board === undefined ? source : (tree.board(board)?.name ?? t('another board'))
  return (
    <>
      <p className="item-former-line">
        {rich('Was <b>{key}</b>', { key })}
        {place !== undefined && place !== '' && (
          <> {board === undefined ? t('in {place}', { place }) : t('on {place}', { place })}</>
        )}
        {board !== undefined && (
          <>
            {' '}
            {t('until')}{' '}
            <time title={exactTime(at)} dateTime={new Date(at).toISOString()}>
              {shortTime(at, client.now())}
            </time>
          </>
        )}
      </p>
      {left.length > 0 && (
        <dl className="item-former-left">
          {left.map(([title, text]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
