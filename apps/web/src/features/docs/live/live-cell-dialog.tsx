import '../items/make-items.css'
import type { FoundItem } from '@fulcrum/protocol'
import { Button, OptionList, Select } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { useClient, useKinds } from '../../../shell/client-context.tsx'
import { sayError } from '../../../shell/http.ts'
import { boardsAmong, useRecents } from '../../../shell/recents.ts'
import { useTree } from '../../../shell/tree-context.tsx'
import { useSearchFocus } from './use-search-focus.ts'

interface LiveCellDialogProps {
  readonly editor: Editor | null
  readonly onClose: () => void
}

interface ColumnOfBoard {
  readonly id: string
  readonly title: string
  readonly kind: string
}

interface Choices {
  readonly board: string
  readonly items: readonly FoundItem[]
  readonly columns: readonly ColumnOfBoard[]
}

const longestLabel = 255

/** Asks for a column and an item of a board, and puts what stands there into the text, as it is whenever somebody reads. */
export function LiveCellDialog({ editor, onClose }: LiveCellDialogProps) {
  const boards = useTree().boards.filter(({ archived, hidden }) => !archived && !hidden)
  const recent = boardsAmong(useRecents())[0]?.board
  const list = useSearchFocus()
  const first = boards.find(({ id }) => id === recent) ?? boards[0]
  const [board, setBoard] = useState(first?.id)
  const { choices, error, search } = useChoicesOn(board)
  const [column, setColumn] = useState<string>()
  const chosen = choices?.columns.find(({ id }) => id === column) ?? choices?.columns[0]
  const insert = (id: string): void => {
    const item = choices?.items.find((each) => each.id === id)
    if (item === undefined || chosen === undefined || editor?.isEditable !== true) return
    const label = `${item.key} ${chosen.title}`.slice(0, longestLabel)
    onClose()
    editor
      .chain()
      .focus()
      .insertContent([
        { type: 'liveCell', attrs: { item: item.id, column: chosen.id, label } },
        { type: 'text', text: ' ' },
      ])
      .run()
  }
  return (
    <Dialog
      open
      title={t('Show a live cell')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('Cancel')}</Button>}
    >
      {boards.length === 0 ? (
        <p>{t('There is no board yet whose items could be shown.')}</p>
      ) : (
        <div className="doc-make-items" ref={list}>
          <div className="doc-make-place">
            <Select
              label={t('Board')}
              options={boards.map(({ id, name }) => ({ id, title: name }))}
              value={board}
              onChange={(id) => {
                setBoard(id)
                setColumn(undefined)
              }}
            />
            <Select
              label={t('Column')}
              options={(choices?.columns ?? []).map(({ id, title }) => ({ id, title }))}
              value={chosen?.id}
              disabled={choices === null}
              onChange={setColumn}
            />
          </div>
          <OptionList
            label={t('Item')}
            options={(choices?.items ?? []).map(({ id, key, title }) => ({ id, title, hint: key, keywords: key }))}
            selected={[]}
            searchable
            emptyText={choices === null ? t('Looking for items') : t('No item of this board is called so.')}
            onSearch={search}
            onPick={insert}
          />
          {error !== null && <p role="alert">{error}</p>}
        </div>
      )}
    </Dialog>
  )
}

/** The items of a board that are called so, and those of its columns whose cells say all by themselves. */
function useChoicesOn(board: string | undefined) {
  const client = useClient()
  const { kinds } = useKinds()
  const [text, search] = useState('')
  const [choices, setChoices] = useState<Choices | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    if (board === undefined) return undefined
    let wanted = true
    const items = client.query<{ readonly items: readonly FoundItem[] }>('item.search', { boards: [board], text })
    const columns = client.query<{ readonly columns: readonly ColumnOfBoard[] }>('board.get', { board })
    Promise.all([items, columns]).then(
      ([found, known]) => {
        if (!wanted) return
        setError(null)
        setChoices({ board, items: found.items, columns: known.columns })
      },
      (problem: unknown) => wanted && setError(sayError(problem)),
    )
    return () => {
      wanted = false
    }
  }, [client, board, text])
  // What names other items needs their board beside it to be drawn.
  const isWhole = ({ kind: id }: ColumnOfBoard): boolean => {
    const kind = kinds.get(id)
    return kind !== undefined && kind.connections === undefined && kind.source === undefined
  }
  const here =
    choices !== null && choices.board === board ? { ...choices, columns: choices.columns.filter(isWhole) } : null
  return { choices: here, error, search }
}
