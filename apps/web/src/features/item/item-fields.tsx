import type { CellHost, ColumnView, EditorProps } from '@fulcrum/columns/web'
import { cellProblem, restingProblem, sameJson } from '@fulcrum/domain'
import type { BoardColumn, Json } from '@fulcrum/domain'
import { Button, cx, IconButton, PendingMark, Popover } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { Suspense, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { cellCommand } from '../../shell/cell-command.ts'
import { useActions, useKinds } from '../../shell/client-context.tsx'
import { KindEditor } from '../../shell/kind-editor.tsx'
import { isLate, lanesOf } from '../../shell/lateness.ts'
import { toggleCommand } from '../../shell/toggle-command.ts'
import { useNarrow } from '../../shell/use-narrow.ts'
import { columnsOf } from './item-data.ts'
import { WhyButton } from './why-button.tsx'
import { useItem, type ItemScene } from './use-item.ts'

interface ItemFieldsProps {
  /** The column whose reason is shown. */
  readonly asked: number | null
  readonly onWhy: (column: number) => void
}

/** So many fields stand there whether they hold something or not; behind them empty ones are folded, where they are many. */
const ALWAYS = 8
const MANY = 4
/** In a narrow window each has a line of its own: there any empty one is folded, where a button for them takes less room. */
const MANY_NARROW = 2

/** Every cell of the item, in the board's order, edited where it stands; where many are empty those wait behind a button. */
export function ItemFields(props: ItemFieldsProps) {
  return <FieldList key={useItem().item.id} {...props} />
}

function FieldList({ asked, onWhy }: ItemFieldsProps) {
  const scene = useItem()
  const { board, item } = scene
  const views = useKinds().columnViews
  const columns = columnsOf(board, item)
  const list = useRef<HTMLDivElement>(null)
  const narrow = useNarrow()
  // As the item was when it was opened: what is emptied meanwhile stays in sight.
  const [opened] = useState<ReadonlySet<number>>(() => {
    const found = columns.filter(({ number, kind }) => {
      const isKnown = kind.derive === undefined || board.derived.isDerived(number)
      return isKnown && views.get(kind.id)?.toggle === undefined && board.cell(item.row, number) === null
    })
    return new Set(found.map(({ number }) => number))
  })
  const found = columns.filter(
    ({ number, kind, fields }, at) =>
      opened.has(number) &&
      // What the board goes by, as its due date, is asked for where it is missing and there is room.
      (narrow || (at >= ALWAYS && typeof fields['role'] !== 'string' && kind.derive === undefined)),
  )
  const empty = new Set(found.length < (narrow ? MANY_NARROW : MANY) ? [] : found.map(({ number }) => number))
  const [all, setAll] = useState(false)
  const isFolded = ({ number }: BoardColumn): boolean =>
    !all && empty.has(number) && asked !== number && board.cell(item.row, number) === null
  const folded = columns.filter(isFolded).length
  const shown = columns.filter((column) => !isFolded(column))
  useActions(
    shown
      .filter((column) => isEditable(scene, views.get(column.kind.id), column))
      .map(({ number, title }) => ({
        id: `item.set.${number}`,
        title: t('Set {title} of this item …', { title }),
        section: t('Item'),
        icon: 'edit',
        run: () =>
          list.current?.querySelector<HTMLElement>(`[data-own-field="${number}"] > .item-value > button`)?.click(),
      })),
  )
  return (
    <div ref={list} className="item-fields">
      {shown.map((column) => (
        <Field key={column.id} column={column} asked={asked === column.number} onWhy={() => onWhy(column.number)} />
      ))}
      {(folded > 0 || (all && empty.size > 0)) && (
        <Button
          variant="plain"
          size="small"
          className="item-fields-more"
          icon={all ? 'chevron-up' : 'chevron-down'}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all
            ? t('Without the empty fields')
            : narrow
              ? t('Show {folded, plural, one {# empty field} other {# empty fields}}', { folded })
              : t('{folded, plural, one {# empty field} other {# empty fields}}', { folded })}
        </Button>
      )}
    </div>
  )
}

function isEditable({ item, rights }: ItemScene, view: ColumnView | undefined, column: BoardColumn): boolean {
  if (view === undefined || view.editor === 'none' || item.deleted) return false
  return view.sources !== undefined || (view.runs === true ? rights.edit : rights.editColumn(column))
}

interface FieldProps {
  readonly column: BoardColumn
  readonly asked: boolean
  readonly onWhy: () => void
}

function Field({ column, asked, onWhy }: FieldProps) {
  const scene = useItem()
  const { board, item, context, run } = scene
  const view = useKinds().columnViews.get(column.kind.id)
  const [editing, setEditing] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  if (view === undefined) return null
  const { settings, title } = column
  const value = board.cell(item.row, column.number)
  const editable = isEditable(scene, view, column)
  const host = editable ? hostOf(column, scene) : undefined
  const write = (next: Json): void => {
    if (!sameJson(next, value)) {
      const { command, args } = cellCommand(board.boardId, column, column.number, [item.row], [next])
      void run(command, args)
    }
  }
  const close = (): void => {
    setEditing(false)
    // Once the editor is gone: it had the focus.
    requestAnimationFrame(() => button.current?.focus({ preventScroll: true }))
  }
  const open = (): void => {
    const clicked = { board: board.boardId, column, row: item.row, value, me: context.me }
    const toggled = toggleCommand(view, clicked)
    if (toggled === null) setEditing(true)
    else void run(toggled.command, toggled.args)
  }
  const broken = editing ? null : restingProblem(board, column, item.row)
  const late = isLate(lanesOf(board), item.row, column, board.columns(), context.today)
  const pending = value === null && column.kind.derive !== undefined && !board.derived.isDerived(column.number)
  const cell = pending ? (
    <PendingMark />
  ) : value === null && view.toggle === undefined && view.live !== 'always' ? (
    <span className="item-empty">
      {editable && view.sources === undefined ? t('Add {title}', { title: title.toLowerCase() }) : '–'}
    </span>
  ) : (
    <view.Cell value={value} settings={settings} context={context} late={late} host={host} />
  )
  return (
    <div className="item-field" data-own-field={column.number}>
      <span className="item-field-name">
        <span className="fu-truncate" title={title}>
          {title}
        </span>
        {column.kind.source === undefined && <WhyButton title={title} asked={asked} onWhy={onWhy} />}
      </span>
      <div ref={box} className={cx('item-value', view.padding === 'tight' && 'item-value-tight')}>
        {editing && view.editor === 'inline' ? (
          <InlineEditor view={view} column={column} value={value} onWrite={write} onClose={close} />
        ) : view.live === 'always' || (view.live === 'filled' && value !== null) ? (
          <LiveCell runs={view.runs === true} title={title} edit={button} onOpen={editable ? open : undefined}>
            {cell}
          </LiveCell>
        ) : editable ? (
          <ValueButton
            button={button}
            title={title}
            words={
              value === null ? t('empty. Add {title}', { title: title.toLowerCase() }) : words(column, value, context)
            }
            late={late}
            opensDialog={view.editor === 'popover'}
            onClick={open}
          >
            {cell}
          </ValueButton>
        ) : (
          <span className="item-cell">{cell}</span>
        )}
      </div>
      {broken !== null && <p className="item-problem item-problem-rest">{broken}</p>}
      {editing && view.editor === 'popover' && (
        <PopoverEditor view={view} column={column} value={value} anchor={box} onWrite={write} onClose={close} />
      )}
    </div>
  )
}

interface ValueButtonProps {
  readonly button: RefObject<HTMLButtonElement | null>
  readonly title: string
  /** What the value is, in words. */
  readonly words: string
  readonly late: boolean
  readonly opensDialog: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

/** Opens the editor of a value. One that is late is called what is seen of it, which says how late. */
function ValueButton({ button, title, words: said, late, opensDialog, onClick, children }: ValueButtonProps) {
  const [seen, setSeen] = useState<string | null>(null)
  useLayoutEffect(() => {
    setSeen(late ? (button.current?.textContent ?? null) : null)
    // What is seen changes with the value.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [button, late, said])
  return (
    <button
      ref={button}
      type="button"
      className="item-cell"
      aria-label={`${title}: ${seen ?? said}`}
      aria-haspopup={opensDialog ? 'dialog' : undefined}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

interface LiveCellProps {
  readonly runs: boolean
  readonly title: string
  readonly edit: React.RefObject<HTMLButtonElement | null>
  /** Undefined where there is nothing to edit. */
  readonly onOpen: (() => void) | undefined
  readonly children: React.ReactNode
}

/** A cell with parts to click: it is edited by a click beside them, or by the button behind it. */
function LiveCell({ runs, title, edit, onOpen, children }: LiveCellProps) {
  return (
    <>
      {/* The button behind it does the same for the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        className="item-cell"
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('a,button') === null) onOpen?.()
        }}
      >
        {children}
      </div>
      {onOpen !== undefined && (
        <IconButton
          ref={edit}
          icon={runs ? 'bolt' : 'edit'}
          size="small"
          label={runs ? t('Press {title}', { title }) : t('Edit {title}', { title })}
          onClick={onOpen}
        />
      )}
    </>
  )
}

interface FieldEditorProps {
  readonly view: ColumnView
  readonly column: BoardColumn
  readonly value: Json
  readonly onWrite: (value: Json) => void
  readonly onClose: () => void
}

/** What both ways of editing give to the kind's editor; what was typed is kept when the editor is left. */
function useEditor({ view, column, value, onWrite, onClose }: FieldEditorProps) {
  const scene = useItem()
  const { board, item, context, rights, run } = scene
  const [problem, setProblem] = useState<string | null>(null)
  const draft = useRef<{ readonly value: Json } | null>(null)
  const done = useRef(false)
  const leave = (): void => {
    if (done.current) return
    done.current = true
    if (draft.current !== null) onWrite(draft.current.value)
    onClose()
  }
  const props: EditorProps<Json, Json> = {
    kind: column.kind,
    value,
    settings: column.settings,
    context,
    label: column.title,
    host: hostOf(column, scene),
    onDraft: (next) => {
      draft.current = { value: next }
      setProblem(null)
    },
    onCommit: (next) => {
      draft.current = { value: next }
      const refused = sameJson(next, value) ? null : cellProblem(board, item.row, column.number, next)
      setProblem(refused)
      if (refused === null) leave()
    },
    onCancel: () => {
      draft.current = null
      leave()
    },
    ...(rights.structure && {
      onSettings: (settings: Json) => void run('column.update', { id: column.id, settings }),
    }),
  }
  const note = problem !== null && (
    <p role="alert" className="item-problem">
      {problem}
    </p>
  )
  return { Editor: view.Editor, props, leave, note }
}

function InlineEditor(field: FieldEditorProps) {
  const { Editor, props, leave, note } = useEditor(field)
  if (Editor === undefined) return null
  return (
    <div
      className="item-editor"
      onBlur={(event) => {
        const to = event.relatedTarget
        if (to instanceof Node && event.currentTarget.contains(to)) return
        if (to === null && !document.hasFocus()) return
        leave()
      }}
    >
      <KindEditor Editor={Editor} {...props} />
      {note}
    </div>
  )
}

function PopoverEditor(field: FieldEditorProps & { readonly anchor: React.RefObject<HTMLElement | null> }) {
  const { Editor, props, leave, note } = useEditor(field)
  if (Editor === undefined) return null
  return (
    <Popover
      open
      anchor={field.anchor.current}
      label={field.column.title}
      gapPx={2}
      matchWidth
      onClose={(reason) => (reason === 'escape' ? props.onCancel() : leave())}
    >
      <Suspense fallback={<div className="item-editor-waits" />}>
        <KindEditor Editor={Editor} {...props} />
      </Suspense>
      {note}
    </Popover>
  )
}

/** Where a field's cell stands, for what it runs by itself. */
function hostOf(column: BoardColumn, { board, item, run }: ItemScene): CellHost {
  return {
    item: item.row,
    column: column.number,
    columns: () => columnsOf(board, item),
    valueOf: (number) => board.cell(item.row, number),
    run: (command, args) => void run(command, args),
  }
}

function words(column: BoardColumn, value: Json, context: EditorProps<Json, Json>['context']): string {
  return (column.kind.display ?? column.kind.format)(value, column.settings, context)
}
