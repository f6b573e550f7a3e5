import '../items/make-items.css'
import { Button, OptionList, Select } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { useClient } from '../../../shell/client-context.tsx'
import { sayError } from '../../../shell/http.ts'
import { boardsAmong, useRecents } from '../../../shell/recents.ts'
import { useTree } from '../../../shell/tree-context.tsx'
import { useSearchFocus } from './use-search-focus.ts'

interface LiveViewDialogProps {
  readonly editor: Editor | null
  readonly onClose: () => void
}

interface ViewOfBoard {
  readonly id: string
  readonly name: string
  readonly mine: boolean
}

const longestLabel = 255
/** What stands for no view among the views. */
const all = 'all'

/** Asks for a board and one of its views, and puts the first items of that into the text, as they are whenever somebody reads. */
export function LiveViewDialog({ editor, onClose }: LiveViewDialogProps) {
  const client = useClient()
  const boards = useTree().boards.filter(({ archived, hidden }) => !archived && !hidden)
  const recent = boardsAmong(useRecents())[0]?.board
  const list = useSearchFocus()
  const first = boards.find(({ id }) => id === recent) ?? boards[0]
  const [board, setBoard] = useState(first?.id)
  const [answer, setAnswer] = useState<{ readonly board: string; readonly views: readonly ViewOfBoard[] } | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    if (board === undefined) return undefined
    let wanted = true
    client.query<{ readonly views: readonly ViewOfBoard[] }>('board.get', { board }).then(
      ({ views }) => {
        if (!wanted) return
        setError(null)
        setAnswer({ board, views })
      },
      (problem: unknown) => wanted && setError(sayError(problem)),
    )
    return () => {
      wanted = false
    }
  }, [client, board])
  const views = answer !== null && answer.board === board ? answer.views : null
  const insert = (id: string): void => {
    const view = views?.find((each) => each.id === id)
    if (board === undefined || editor?.isEditable !== true) return
    const name = boards.find((each) => each.id === board)?.name ?? ''
    const label = (view === undefined ? name : `${name}: ${view.name}`).slice(0, longestLabel)
    onClose()
    // Behind it there is a line on which writing goes on.
    const shown = { type: 'liveView', attrs: { board, view: view?.id ?? null, label } }
    editor
      .chain()
      .focus()
      .insertContent([shown, { type: 'paragraph' }])
      .run()
  }
  return (
    <Dialog
      open
      title={t('Show a live view')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('Cancel')}</Button>}
    >
      {boards.length === 0 ? (
        <p>{t('There is no board yet whose items could be shown.')}</p>
      ) : (
        <div className="doc-make-items" ref={list}>
          <Select
            label={t('Board')}
            options={boards.map(({ id, name }) => ({ id, title: name }))}
            value={board}
            onChange={setBoard}
          />
          <OptionList
            label={t('View')}
            options={[
              { id: all, title: t('All items') },
              ...(views ?? []).map(({ id, name, mine }) => ({
                id,
                title: name,
                ...(mine && { hint: t('yours alone: others see none of it') }),
              })),
            ]}
            selected={[]}
            searchable
            emptyText={t('No view of this board is called so.')}
            onPick={insert}
          />
          {error !== null && <p role="alert">{error}</p>}
        </div>
      )}
    </Dialog>
  )
}
