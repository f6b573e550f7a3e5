import './new-item.css'
import { can, maxItemTitleLength, scopeOf } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { Button, Checkbox, EmptyState, IconButton, Select, Skeleton, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useRef, useState } from 'react'
import { usePrincipal } from '../../shell/account-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { FieldCell } from '../../shell/field-cell.tsx'
import { boardsToAddTo } from '../../shell/may-add-items.ts'
import { itemPath } from '../../shell/paths.ts'
import { boardsAmong, useRecents } from '../../shell/recents.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { useTree } from '../../shell/tree-context.tsx'
import { useStored } from '../../shell/use-stored.ts'
import { useWorld } from '../../shell/world.tsx'
import { maxTitles, titlesOf } from '../../shell/pasted-titles.ts'
import { useNewItemBoard } from '../../shell/use-new-item-board.ts'

/** The choice of no template. */
const BLANK = ''

/** Makes an item from anywhere: on the board of the last one, with the board's first fields; pasted lines make one each. */
export function NewItemDialog({ onClose }: { readonly onClose: () => void }) {
  const { client, toasts, actions } = useWorld()
  const mayBuild = can(usePrincipal(), 'board.create', null)
  const go = useGo()
  const boards = boardsToAddTo(useTree().boards)
  const recent = boardsAmong(useRecents())[0]?.board
  const [kept, keep] = useStored<string | null>(`fulcrum.new-item.${client.memberId}`, null)
  const chosen = [kept, recent].find((id) => boards.some((board) => board.id === id)) ?? boards[0]?.id
  const { board, error, retry } = useNewItemBoard(chosen)
  const [title, setTitle] = useState('')
  const [lines, setLines] = useState<readonly string[]>([])
  const [cells, setCells] = useState<ReadonlyMap<number, Json>>(new Map())
  const [group, setGroup] = useState<string>()
  const [template, setTemplate] = useState<string>(BLANK)
  const [another, setAnother] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const titles = [...lines, ...(title.trim() === '' ? [] : [title.trim()])]
  const model = board?.templates.find(({ row }) => String(row) === template)
  const groupNumber = board?.groups.find(({ number }) => String(number) === group)?.number ?? board?.groups[0]?.number

  const create = (): void => {
    if (board === null) return
    if (titles.length === 0 || groupNumber === undefined) {
      setProblem(titles.length === 0 ? t('Give it a title.') : t('This board has no group yet: add one there.'))
      return
    }
    const batch = client.newId()
    const given = [...cells].map(([column, value]) => ({ column, value }))
    const runs = titles.map((each) => {
      const id = client.newId()
      const args = { board: board.id, title: each, group: groupNumber, cells: given }
      const [command, own] =
        model === undefined ? ['item.create', { id }] : ['item.createFromTemplate', { ids: [id], template: model.row }]
      const from = scopeOf('account', client.accountId)
      return client.run(command, { ...args, ...own }, { from, ...(titles.length > 1 && { batch }) })
    })
    const name = boards.find(({ id }) => id === board.id)?.name ?? ''
    void Promise.all(runs.map(({ done }) => done)).then(([answer, ...others]) => {
      // What is refused is told with its reason already.
      if (answer?.ok !== true) return
      // @NOTE a new item is answered with its row.
      const { row } = answer.result as { row: number }
      const text =
        others.length === 0
          ? t('Made on {name}', { name })
          : t('{count} items made on {name}', { count: others.length + 1, name })
      toasts.show({ text, action: { title: t('Open'), onSelect: () => go(itemPath(board.id, row)) } })
    })
    keep(board.id)
    if (!another) return onClose()
    setTitle('')
    setLines([])
    setProblem(null)
    field.current?.focus()
  }

  return (
    <Dialog
      open
      title={t('New item')}
      keepOnOutsideClick={titles.length > 0}
      onClose={onClose}
      onSubmit={create}
      footer={
        <>
          <div className="fu-grow">
            <Checkbox label={t('Create another')} checked={another} onChange={setAnother} />
          </div>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" disabled={board === null}>
            {titles.length > 1 ? t('Create {count} items', { count: titles.length }) : t('Create item')}
          </Button>
        </>
      }
    >
      {boards.length === 0 ? (
        <EmptyState
          compact
          icon="board"
          text={t('There is no board yet on which an item could stand.')}
          {...(mayBuild && {
            action: (
              <Button
                variant="primary"
                icon="plus"
                onClick={() => {
                  onClose()
                  actions.runSoon('tree.create-board')
                }}
              >
                {t('Make a board')}
              </Button>
            ),
          })}
        />
      ) : (
        <div className="new-item">
          <TextField
            ref={field}
            label={t('Title')}
            data-autofocus=""
            autoComplete="off"
            maxLength={maxItemTitleLength}
            value={title}
            error={problem ?? undefined}
            hint={lines.length === 0 ? t('Paste several lines to make an item of each.') : undefined}
            onChange={(event) => {
              setTitle(event.target.value)
              setProblem(null)
            }}
            onPaste={(event) => {
              const pasted = titlesOf(event.clipboardData.getData('text/plain'))
              if (pasted.length < 2) return
              event.preventDefault()
              setLines([...lines, ...pasted].slice(0, maxTitles))
              if (lines.length + pasted.length > maxTitles)
                setProblem(t('Only {maxTitles} lines are taken at once.', { maxTitles }))
            }}
          />
          {lines.length > 0 && (
            <ul className="new-item-lines" aria-label={t('Items from pasted lines')}>
              {lines.map((line, index) => (
                <li key={index}>
                  <span className="fu-truncate fu-grow">{line}</span>
                  <IconButton
                    icon="x"
                    size="small"
                    label={t('Leave out {line}', { line })}
                    onClick={() => setLines(lines.filter((_, at) => at !== index))}
                  />
                </li>
              ))}
            </ul>
          )}
          <div className="new-item-place">
            <Select
              label={t('Board')}
              options={boards.map(({ id, name }) => ({ id, title: name }))}
              value={chosen}
              onChange={(id) => {
                keep(id)
                setCells(new Map())
                setGroup(undefined)
                setTemplate(BLANK)
              }}
            />
            {board !== null && board.groups.length > 1 && (
              <Select
                label={t('Group')}
                options={board.groups.map(({ number, title: name }) => ({ id: String(number), title: name }))}
                value={String(groupNumber)}
                onChange={setGroup}
              />
            )}
          </div>
          {board !== null && board.templates.length > 0 && (
            <Select
              label={t('Template')}
              options={[
                { id: BLANK, title: t('None') },
                ...board.templates.map(({ row, title: name }) => ({ id: String(row), title: name })),
              ]}
              value={model === undefined ? BLANK : template}
              onChange={(id) => {
                setTemplate(id)
                const chosen = board.templates.find(({ row }) => String(row) === id)
                if (title.trim() === '' && chosen !== undefined) setTitle(chosen.title)
              }}
            />
          )}
          {model !== undefined && (
            <p className="new-item-hint">
              {t('It gets the cells and sub-items of the template; what you choose here takes their place.')}
            </p>
          )}
          {error !== null && (
            <Failure
              compact
              trouble={error}
              refused={t('This board is not shared with you. Choose another one, or ask an owner of it.')}
              onRetry={retry}
            />
          )}
          {board === null && error === null && <Skeleton lines={2} label={t('Loading what it can be given')} />}
          {board !== null && board.fields.length > 0 && (
            <div className="new-item-fields">
              {board.fields.map((column) => (
                <div key={column.number} className="new-item-field">
                  <span className="fu-truncate">{column.title}</span>
                  <FieldCell
                    role={String(column.number)}
                    column={column}
                    value={cells.get(column.number) ?? null}
                    late={false}
                    onWrite={(value) => {
                      const next = new Map(cells)
                      if (value === null) next.delete(column.number)
                      else next.set(column.number, value)
                      setCells(next)
                    }}
                  />
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </Dialog>
  )
}
