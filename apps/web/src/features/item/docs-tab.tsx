import { can } from '@fulcrum/domain'
import type { TreeDoc } from '@fulcrum/protocol'
import { appHref, Button, EmptyState, Icon, IconButton, OptionList, Popover, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { lazy, Suspense, useState } from 'react'
import { useClientStatus, usePrincipal } from '../../shell/client-context.tsx'
import { useDocCommands } from '../../shell/doc-commands.ts'
import { useDocs } from '../../shell/doc-list.ts'
import { docPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { useMeetingNotes } from '../../shell/use-meeting-notes.ts'
import { useItem } from './use-item.ts'

const DocTemplatesDialog = lazy(async () => ({
  default: (await import('../../shell/doc-templates/doc-templates-dialog.tsx')).DocTemplatesDialog,
}))

/** The docs on an item that the reader may read, but for archived ones. */
export function useDocsOn(itemId: string): readonly TreeDoc[] {
  return useDocs().filter((doc) => doc.itemId === itemId && !doc.archived)
}

/** The docs on this item, of those that the reader may read: made here, or attached. */
export function DocsTab() {
  const { board, boardId, item, rights } = useItem()
  const principal = usePrincipal()
  const commands = useDocCommands()
  const go = useGo()
  const online = useClientStatus().link.state === 'online'
  const docs = useDocsOn(item.id)
  const [name, setName] = useState('')
  const meet = useMeetingNotes()
  const [choosing, setChoosing] = useState(false)
  const workspace = String(board.board['workspaceId'])
  const on = { board: boardId, item: item.id }
  const mayPut = rights.edit && !item.deleted && !item.archived
  const mayMake = mayPut && can(principal, 'doc.create', null)
  const make = (): void => {
    if (name.trim() === '' || !online) return
    setName('')
    void commands.create({ workspace, folder: null, name: name.trim(), on }).then((id) => {
      if (id !== null) go(docPath(id))
    })
  }
  return (
    <div className="item-tab">
      {docs.length === 0 && (
        <EmptyState
          compact
          icon="doc"
          text={
            mayPut
              ? t('No docs yet. Make one for a design, notes or a decision, or attach one that there is.')
              : t('No docs here, or none that are shared with you.')
          }
        />
      )}
      {docs.length > 0 && (
        <ul className="item-subs" aria-label={t('Docs on this item')}>
          {docs.map((doc) => (
            <li key={doc.id} className="item-doc">
              <a className="item-sub" href={appHref(docPath(doc.id))}>
                <Icon name={doc.access === 'private' ? 'lock' : 'doc'} />
                <span className="fu-truncate fu-grow">{doc.name}</span>
              </a>
              {rights.edit && (
                <IconButton
                  icon="x"
                  size="small"
                  label={t('Take {name} off this item', { name: doc.name })}
                  onClick={() => commands.takeOff(doc, boardId)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayPut && (
        <form
          className="item-add item-doc-add"
          onSubmit={(event) => {
            event.preventDefault()
            make()
          }}
        >
          {mayMake && (
            <div className="fu-grow">
              <TextField
                label={t('New doc')}
                hideLabel
                icon="plus"
                placeholder={online ? t('Add a doc') : t('Docs are made once the connection is back')}
                disabled={!online}
                value={name}
                maxLength={200}
                onChange={(event) => setName(event.target.value)}
              />
            </div>
          )}
          {mayMake && (
            <Button icon="people" disabled={!online} onClick={() => meet({ workspace, folder: null, on })}>
              {t('Meeting notes')}
            </Button>
          )}
          {mayMake && (
            <Button icon="copy" disabled={!online} onClick={() => setChoosing(true)}>
              {t('From a template')}
            </Button>
          )}
          <AttachDoc docs={docs} onPick={(doc) => commands.putOn(doc, on)} />
        </form>
      )}
      <Suspense>
        {choosing && <DocTemplatesDialog place={{ workspace, folder: null, on }} onClose={() => setChoosing(false)} />}
      </Suspense>
    </div>
  )
}

interface AttachDocProps {
  /** Those that are here already. */
  readonly docs: readonly TreeDoc[]
  readonly onPick: (doc: TreeDoc) => void
}

/** Finds a doc that there is by its name. One that is on another item leaves that one. */
function AttachDoc({ docs: here, onPick }: AttachDocProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const docs = useDocs().filter((doc) => !doc.archived && !here.includes(doc))
  return (
    <>
      <Button icon="link" onClick={(event) => setAnchor(event.currentTarget)}>
        {t('Attach a doc')}
      </Button>
      <Popover
        open={anchor !== null}
        anchor={anchor}
        align="end"
        label={t('Attach a doc')}
        onClose={() => setAnchor(null)}
      >
        <OptionList
          label={t('Docs')}
          options={docs.map(({ id, name, itemId }) => ({
            id,
            title: name,
            icon: 'doc' as const,
            ...(itemId !== null && { hint: t('on another item') }),
          }))}
          selected={[]}
          searchable
          emptyText={t('There is no other doc that you may read.')}
          onPick={(id) => {
            setAnchor(null)
            const doc = docs.find((each) => each.id === id)
            if (doc !== undefined) onPick(doc)
          }}
        />
      </Popover>
    </>
  )
}
