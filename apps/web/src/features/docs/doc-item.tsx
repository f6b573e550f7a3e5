import { appHref, Icon, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useDocCommands } from '../../shell/doc-commands.ts'
import { itemPath } from '../../shell/paths.ts'
import { useNamedItem } from '../../shell/use-named-item.ts'

interface DocItemProps {
  readonly docId: string
  readonly name: string
  readonly itemId: string
  readonly editable: boolean
}

/** The item on which a doc is, at its head: a way there, and off it. */
export function DocItem({ docId, name, itemId, editable }: DocItemProps) {
  const { takeOff } = useDocCommands()
  const item = useNamedItem(itemId)
  return (
    <p className="doc-on-item">
      <Icon name="link" />
      {item === undefined && <span>{t('On an item')}</span>}
      {item === null && <span>{t('On an item that is gone, or is not shared with you')}</span>}
      {item && (
        <a className="fu-truncate" href={appHref(itemPath(item.board, item.row))}>
          <span className="doc-item-key">{item.key}</span>
          {item.deleted ? t('{title} (in the trash)', { title: item.title }) : item.title}
        </a>
      )}
      {editable && (
        <IconButton
          icon="x"
          size="small"
          label={t('Take this doc off its item')}
          onClick={() => takeOff({ id: docId, name }, null)}
        />
      )}
    </p>
  )
}
