import { memo, useRef, type ReactNode } from 'react'
import { cx } from '../cx.ts'
import { Icon } from '../icon.tsx'
import { boxStyle, widthStyle, type RowScene } from './grid-row.tsx'
import type { GridColumn, GridSection } from './grid-types.ts'

interface GroupHeaderProps {
  readonly section: GridSection
  readonly ariaIndex: number
  readonly colCount: number
  readonly focused: boolean
  readonly content: ReactNode
  readonly actions: ReactNode
  readonly labels: RowScene['labels']
}

/** The line above a section: chevron, colour bar, title, quiet summary. Sticks while its section is scrolled through. */
export function GroupHeader({ section, ariaIndex, colCount, focused, content, actions, labels }: GroupHeaderProps) {
  const collapsed = section.collapsed === true
  return (
    <div role="row" className="fu-group" data-line="header" aria-rowindex={ariaIndex}>
      <div
        role="gridcell"
        className="fu-group-cell"
        aria-colindex={1}
        aria-colspan={colCount}
        aria-expanded={!collapsed}
        tabIndex={focused ? 0 : -1}
        data-group-cell=""
      >
        <button
          type="button"
          tabIndex={-1}
          className="fu-group-toggle"
          data-act="toggle-section"
          aria-expanded={!collapsed}
          aria-label={`${collapsed ? labels.expand : labels.collapse} ${section.title}`}
        >
          <Icon name="chevron-down" size={14} />
        </button>
        {section.colour !== undefined && <i className="fu-group-bar" data-colour={section.colour} />}
        {content ?? (
          <>
            <span className="fu-group-title">{section.title}</span>
            {section.summary !== undefined && <span className="fu-group-summary">{section.summary}</span>}
          </>
        )}
        {actions}
      </div>
    </div>
  )
}

interface ColumnHeaderProps {
  readonly scene: RowScene
  readonly firstColumn: number
  readonly endColumn: number
  readonly ariaIndex: number
  readonly focusColumn: number
  readonly canResize: boolean
  readonly canMoveColumns: boolean
  readonly hasMenu: boolean
  readonly hasAdd: boolean
  readonly resizing: string | undefined
  readonly dragging: string | undefined
  /** Of the section's rows: none, some or all are selected. */
  readonly selected: 'none' | 'some' | 'all'
  readonly tailStartPx: number
}

/** The line of column titles; each section repeats it. */
export const ColumnHeader = memo(function ColumnHeader(props: ColumnHeaderProps) {
  const { scene, focusColumn } = props
  const { columns, pinnedCount, labels } = scene
  const header = (index: number): ReactNode => {
    const column = columns[index]
    if (column === undefined) return null
    return (
      <HeaderCell
        key={column.id}
        column={column}
        index={index}
        pinned={index < pinnedCount}
        focused={focusColumn === index}
        canResize={props.canResize && column.resizable !== false}
        canMove={props.canMoveColumns && (column.movable ?? column.pinned !== true)}
        hasMenu={props.hasMenu}
        resizing={props.resizing === column.id}
        dragging={props.dragging === column.id}
        labels={labels}
        tree={scene.tree && index === 0}
      />
    )
  }
  const pinned: ReactNode[] = []
  for (let index = 0; index < pinnedCount; index += 1) pinned.push(header(index))
  const others: ReactNode[] = []
  if (focusColumn >= pinnedCount && focusColumn < props.firstColumn) others.push(header(focusColumn))
  for (let index = props.firstColumn; index < props.endColumn; index += 1) others.push(header(index))
  if (focusColumn >= props.endColumn && focusColumn >= pinnedCount) others.push(header(focusColumn))
  return (
    <div role="row" className="fu-columns" data-line="columns" aria-rowindex={props.ariaIndex}>
      <div className="fu-pin">
        <div role="columnheader" aria-colindex={1} className="fu-gutter" aria-label={labels.selectRow}>
          {scene.canSelect && (
            <span
              role="checkbox"
              aria-checked={props.selected === 'some' ? 'mixed' : props.selected === 'all'}
              aria-label={labels.selectRow}
              className="fu-row-check"
              data-act="select-section"
            >
              <Icon name={props.selected === 'some' ? 'minus' : 'check'} size={11} />
            </span>
          )}
        </div>
        {pinned}
      </div>
      {others}
      {props.hasAdd && (
        <div role="columnheader" aria-label={labels.addColumn}>
          <button
            type="button"
            tabIndex={-1}
            className="fu-add-column"
            data-act="add-column"
            aria-label={labels.addColumn}
            title={labels.addColumn}
            style={{ insetInlineStart: props.tailStartPx }}
          >
            <Icon name="plus" />
          </button>
        </div>
      )}
    </div>
  )
})

interface HeaderCellProps {
  readonly column: GridColumn
  readonly index: number
  readonly pinned: boolean
  readonly focused: boolean
  readonly canResize: boolean
  readonly canMove: boolean
  readonly hasMenu: boolean
  readonly resizing: boolean
  readonly dragging: boolean
  readonly labels: RowScene['labels']
  readonly tree: boolean
}

function HeaderCell(props: HeaderCellProps) {
  const { column, index, labels } = props
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={column.sorted ?? 'none'}
      aria-haspopup={props.hasMenu ? 'menu' : undefined}
      className={cx(
        'fu-head',
        column.align === 'end' && 'fu-cell-end',
        column.align === 'center' && 'fu-cell-center',
        index === 0 && 'fu-cell-first',
        props.dragging && 'fu-head-dragging',
        props.canMove && 'fu-head-movable',
      )}
      data-col={column.id}
      tabIndex={props.focused ? 0 : -1}
      title={column.hint}
      style={props.pinned ? widthStyle(index) : boxStyle(index)}
    >
      {props.tree && <span className="fu-indent" />}
      {column.icon !== undefined && <Icon name={column.icon} size={14} />}
      <span className="fu-truncate">{column.title}</span>
      {column.sorted !== undefined && (
        <Icon name={column.sorted === 'ascending' ? 'arrow-up' : 'arrow-down'} size={12} />
      )}
      {props.hasMenu && (
        <button
          type="button"
          tabIndex={-1}
          className="fu-head-menu"
          data-act="column-menu"
          aria-label={`${labels.columnMenu}: ${column.title}`}
        >
          <Icon name="chevron-down" size={12} />
        </button>
      )}
      {props.canResize && (
        <span
          className={cx('fu-head-resize', props.resizing && 'fu-head-resizing')}
          data-act="resize"
          title={labels.resizeColumn}
        />
      )}
    </div>
  )
}

interface FooterProps {
  readonly scene: RowScene
  readonly section: GridSection
  readonly topPx: number
  readonly ariaIndex: number
  readonly firstColumn: number
  readonly endColumn: number
  readonly focusColumn: number
  readonly canAdd: boolean
  readonly adding: boolean
  readonly renderFooterCell: ((section: GridSection, column: GridColumn) => ReactNode) | undefined
  readonly onAdd: (sectionId: string, title: string) => void
  readonly onAddLines: ((sectionId: string, text: string) => boolean) | undefined
  readonly onAddEnd: (keepFocus: boolean) => void
}

/** The line below a section: "Add item" and the totals. */
export function Footer(props: FooterProps) {
  const { scene, section, focusColumn } = props
  const { columns, pinnedCount } = scene
  const cell = (index: number): ReactNode => {
    const column = columns[index]
    if (column === undefined) return null
    const add = index === 0 && props.canAdd
    return (
      <div
        key={column.id}
        role="gridcell"
        aria-colindex={index + 2}
        className={cx(
          'fu-foot-cell',
          column.align === 'end' && 'fu-cell-end',
          column.align === 'center' && 'fu-cell-center',
          index === 0 && 'fu-cell-first',
        )}
        data-col={column.id}
        tabIndex={focusColumn === index && !(add && props.adding) ? 0 : -1}
        style={index < pinnedCount ? widthStyle(index) : boxStyle(index)}
      >
        {add ? (
          props.adding ? (
            <AddField {...props} />
          ) : (
            <button type="button" tabIndex={-1} className="fu-add-row" data-act="add-row">
              <Icon name="plus" />
              {scene.labels.addRow}
            </button>
          )
        ) : (
          props.renderFooterCell?.(section, column)
        )}
      </div>
    )
  }
  const pinned: ReactNode[] = []
  for (let index = 0; index < pinnedCount; index += 1) pinned.push(cell(index))
  const others: ReactNode[] = []
  if (focusColumn >= pinnedCount && focusColumn < props.firstColumn) others.push(cell(focusColumn))
  for (let index = props.firstColumn; index < props.endColumn; index += 1) others.push(cell(index))
  if (focusColumn >= props.endColumn && focusColumn >= pinnedCount) others.push(cell(focusColumn))
  return (
    <div role="row" className="fu-foot" data-line="footer" aria-rowindex={props.ariaIndex} style={{ top: props.topPx }}>
      <div className="fu-pin">
        <div role="gridcell" aria-colindex={1} className="fu-gutter" />
        {pinned}
      </div>
      {others}
    </div>
  )
}

function AddField({ scene, section, onAdd, onAddLines, onAddEnd }: FooterProps) {
  const field = useRef<HTMLInputElement>(null)
  const add = (): boolean => {
    const input = field.current
    const title = input?.value.trim() ?? ''
    if (input === null || title === '') return false
    input.value = ''
    onAdd(section.id, title)
    return true
  }
  return (
    <input
      ref={field}
      className="fu-add-field"
      aria-label={scene.labels.addRow}
      placeholder={scene.labels.addRowPlaceholder}
      autoFocus
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') {
          event.preventDefault()
          if (!add()) onAddEnd(true)
        } else if (event.key === 'Escape') {
          event.preventDefault()
          event.nativeEvent.stopPropagation()
          event.currentTarget.value = ''
          onAddEnd(true)
        }
      }}
      onPaste={(event) => {
        const text = event.clipboardData.getData('text/plain')
        if (onAddLines === undefined || !/[\r\n]./.test(text)) return
        event.preventDefault()
        if (onAddLines(section.id, `${event.currentTarget.value}${text}`)) event.currentTarget.value = ''
      }}
      onBlur={() => {
        add()
        onAddEnd(false)
      }}
    />
  )
}
