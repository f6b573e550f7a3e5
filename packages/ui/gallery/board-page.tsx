import { useMemo, useReducer, useState, type ReactNode } from 'react'
import {
  AvatarStack,
  Battery,
  Breadcrumb,
  Button,
  Chip,
  Grid,
  gridCellKey,
  Icon,
  IconButton,
  Kbd,
  Label,
  Menu,
  OptionList,
  NavRow,
  NavSection,
  ProgressBar,
  Sidebar,
  Tabs,
  Tag,
  TextField,
  pastedCells,
  toTsv,
  WorkspaceMark,
  type AvatarPerson,
  type GridCellState,
  type GridColumn,
  type GridDensity,
  type GridEditorApi,
  type GridMark,
  type GridSection,
} from '../src/index.ts'
import { COLOURS, COLUMNS, OPTIONS, PEOPLE, sampleBoard, type SampleBoard } from './sample-board.ts'

const query = new URLSearchParams(location.search)
const count = query.get('rows')

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

type SampleItem = NonNullable<ReturnType<SampleBoard['item']>>

function label({ values }: SampleItem, columnId: string) {
  const value = text(values[columnId])
  return <Label text={value} colour={COLOURS[value] ?? 'grey'} fill />
}

/** The cells of the drawing by column; the others are plain texts. */
const CELLS: Readonly<Record<string, (item: SampleItem, columnId: string) => ReactNode>> = {
  name: ({ key, values }) => (
    <>
      <span className="key">{key}</span>
      <span className="name fu-truncate">{text(values['name'])}</span>
      {Number(values['chats'] ?? 0) > 0 && (
        <span className="meta">
          <Icon name="chat" size={13} />
          {text(values['chats'])}
        </span>
      )}
      {Number(values['subs'] ?? 0) > 0 && (
        <span className="meta">
          <Icon name="sub" size={13} />
          {text(values['subs'])}
        </span>
      )}
    </>
  ),
  type: ({ values }) => <Tag text={text(values['type'])} colour={COLOURS[text(values['type'])] ?? 'grey'} />,
  status: label,
  priority: label,
  owner: ({ values }) => {
    const people = values['owner'] as readonly AvatarPerson[]
    return people.length === 0 ? <span className="quiet">Nobody</span> : <AvatarStack people={people} max={3} />
  },
  due: ({ values }) =>
    text(values['due']) === '' ? (
      <span className="quiet">–</span>
    ) : (
      <span className={values['late'] === true ? 'late' : undefined}>{text(values['due'])}</span>
    ),
  code: ({ values }) => {
    if (text(values['code']) === '') return null
    const blocked = values['status'] === 'Blocked'
    return (
      <span className={blocked ? 'code late' : 'code'}>
        <Icon name={blocked ? 'flow' : 'branch'} />
        {text(values['code'])}
      </span>
    )
  },
  progress: ({ values }) => {
    const share = { Done: 1, 'In review': 0.8, 'In progress': 0.45, Blocked: 0.3 }[text(values['status'])] ?? 0
    return <ProgressBar value={share} label="Progress" />
  },
}

function cellFor(board: SampleBoard) {
  return (rowId: string, column: GridColumn, _state: GridCellState) => {
    const item = board.item(rowId)
    if (item === undefined) return null
    const draw = CELLS[column.id]
    return draw === undefined ? text(item.values[column.id]) : draw(item, column.id)
  }
}

function parts(section: GridSection, board: SampleBoard, column: string) {
  const group = board.groups.find((candidate) => candidate.id === section.id)
  const counts = new Map<string, number>()
  for (const item of group?.rows.slice(0, 2000) ?? []) {
    const value = text(item.values[column])
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const order = column === 'status' ? [...(OPTIONS['status'] ?? [])].reverse() : (OPTIONS[column] ?? [])
  return order.flatMap((label) => {
    const n = counts.get(label)
    return n === undefined ? [] : [{ label, count: n, colour: COLOURS[label] ?? ('grey' as const) }]
  })
}

function editor(board: SampleBoard) {
  return (api: GridEditorApi) => {
    const value = board.item(api.rowId)?.values[api.column.id]
    const options = OPTIONS[api.column.id]
    if (options !== undefined) {
      return (
        <OptionList
          label={api.column.title}
          options={options.map((title) => ({ id: title, title, colour: COLOURS[title] ?? 'grey' }))}
          selected={[text(value)]}
          onPick={(id) => api.commit(id)}
          {...(api.initialText === undefined ? {} : { initialText: api.initialText })}
        />
      )
    }
    if (api.column.id === 'owner') {
      return (
        <OptionList
          label={api.column.title}
          options={PEOPLE.map((person) => ({ id: person.id, title: person.name }))}
          selected={(value as readonly AvatarPerson[]).map((person) => person.id)}
          searchable
          onPick={(id) => api.commit(PEOPLE.filter((person) => person.id === id))}
          {...(api.initialText === undefined ? {} : { initialText: api.initialText })}
        />
      )
    }
    return (
      <input
        data-autofocus=""
        aria-label={api.column.title}
        defaultValue={api.initialText ?? text(value)}
        onFocus={(event) => {
          if (api.initialText === undefined) event.target.select()
        }}
        onChange={(event) => api.draft(api.column.id === 'points' ? Number(event.target.value) : event.target.value)}
        ref={(input) => {
          if (api.initialText !== undefined && input !== null) api.draft(input.value)
        }}
      />
    )
  }
}

/** The board of the drawing, alive. */
export function BoardPage() {
  const [board] = useState(() => sampleBoard(count === null ? undefined : Number(count)))
  const [version, changed] = useReducer((n: number) => n + 1, 0)
  const [columns, setColumns] = useState(() => {
    const extra = Number(query.get('columns') ?? 0)
    return [
      ...COLUMNS,
      ...Array.from({ length: extra }, (_, at): GridColumn => ({
        id: `x${at}`,
        title: `Text ${at + 1}`,
        width: 120,
        editor: 'inline',
      })),
    ]
  })
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [menu, setMenu] = useState<{ anchor: HTMLElement; columnId: string }>()
  // The board changes in place; `version` says when.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const model = useMemo(() => board.model(), [board, version])
  const renderCell = useMemo(() => cellFor(board), [board])
  const renderEditor = useMemo(() => editor(board), [board])
  const marks = useMemo<ReadonlyMap<string, GridMark>>(
    () =>
      query.get('marks') === null
        ? new Map()
        : new Map([
            [gridCellKey('0-4', 'status'), { colour: 'teal', name: 'Ana Lima' }],
            [gridCellKey('1-1', 'name'), { colour: 'orange', name: 'Sam Reyes' }],
          ]),
    [],
  )
  return (
    <div className="app">
      <Sidebar label="Workspace" header={<WorkspaceMark name="Platform team" />}>
        <NavRow title="Search" icon="search" end={<Kbd keys="Mod K" />} />
        <NavRow title="Inbox" icon="inbox" count={4} hot />
        <NavRow title="My work" icon="me" count={11} />
        <NavRow title="Reviews" icon="branch" count={3} />
        <NavSection title="Favourites">
          <NavRow title="Sprint board" icon="board" active />
          <NavRow title="Delivery" icon="dash" />
        </NavSection>
        <NavSection title="Platform">
          <NavRow title="Bugs" icon="board" count={38} />
          <NavRow title="Technical debt" icon="board" count={52} />
          <NavRow title="Roadmap" icon="board" />
          <NavRow title="Decisions" icon="flow" />
          <NavRow title="Handbook" icon="doc" />
          <NavRow title="On-call guide" icon="doc" depth={1} />
          <NavRow title="Review standard" icon="doc" depth={1} />
        </NavSection>
        <NavSection title="Leadership">
          <NavRow title="Risks" icon="board" count={9} />
          <NavRow title="Experiments" icon="board" />
          <NavRow title="Post-mortems" icon="doc" />
        </NavSection>
      </Sidebar>
      <main className="main">
        <div className="top">
          <Breadcrumb path={[{ title: 'Platform' }]} title="Sprint board">
            <IconButton icon="star" label="Add to favourites" size="small" />
          </Breadcrumb>
          <span className="sp" />
          <AvatarStack people={PEOPLE.slice(0, 3)} />
          <span className="quiet">3 here</span>
          <Button variant="plain" icon="bolt">
            5 automations
          </Button>
          <Button icon="share">Share</Button>
        </div>
        <Tabs
          label="Views"
          active="table"
          onChange={() => undefined}
          onAdd={() => undefined}
          tabs={[
            { id: 'table', title: 'Table', icon: 'board' },
            { id: 'kanban', title: 'Kanban', icon: 'kanban' },
            { id: 'timeline', title: 'Timeline', icon: 'gantt' },
            { id: 'calendar', title: 'Calendar', icon: 'calendar' },
            { id: 'workload', title: 'Workload', icon: 'me' },
            { id: 'burndown', title: 'Burndown', icon: 'dash' },
          ]}
        />
        <div className="tools">
          <TextField
            className="search"
            label="Find in board"
            hideLabel
            placeholder="Find in board"
            size="small"
            icon="search"
            shortcut="/"
          />
          <Chip
            icon="filter"
            parts={[{ text: 'Sprint' }, { text: 'is' }, { text: '24, Next', strong: true }]}
            onRemove={() => undefined}
          />
          <Chip
            parts={[{ text: 'Type' }, { text: 'is not' }, { text: 'Epic', strong: true }]}
            onRemove={() => undefined}
          />
          <Button variant="plain" icon="plus">
            Filter
          </Button>
          <span className="sp" />
          <Button variant="plain" icon="group">
            Group: Sprint
          </Button>
          <Button variant="plain" icon="sort">
            Priority
          </Button>
          <Button variant="plain" icon="eye">
            2 hidden
          </Button>
          <Button variant="primary" icon="plus" shortcut="C">
            New item
          </Button>
        </div>
        <Grid
          label="Sprint board"
          model={model}
          columns={columns}
          tree={query.get('tree') !== null}
          density={(query.get('density') ?? 'normal') as GridDensity}
          renderCell={renderCell}
          renderEditor={renderEditor}
          selection={selection}
          onSelectionChange={setSelection}
          marks={marks}
          renderFooterCell={(section, column) => {
            const group = board.groups.find((candidate) => candidate.id === section.id)
            if (column.id === 'status' || column.id === 'priority')
              return <Battery parts={parts(section, board, column.id)} />
            if (column.id === 'points')
              return group?.rows.reduce((sum, item) => sum + Number(item.values['points'] ?? 0), 0)
            if (column.id === 'due') return section.id === 'g0' ? 'to 27 Nov' : 'to 11 Dec'
            if (column.id === 'progress') return section.id === 'g0' ? '55 %' : '0 %'
            return null
          }}
          onCommit={(rowId, columnId, value) => {
            board.set(rowId, columnId, value)
            changed()
          }}
          onClear={(rowIds, columnIds) => {
            for (const id of rowIds)
              for (const columnId of columnIds) board.set(id, columnId, columnId === 'owner' ? [] : '')
            changed()
          }}
          onToggleSection={(sectionId) => {
            board.toggleGroup(sectionId)
            changed()
          }}
          onToggleRow={(rowId) => {
            board.toggleRow(rowId)
            changed()
          }}
          onAddRow={(sectionId, name) => {
            board.add(sectionId, name)
            changed()
          }}
          onMoveRows={(ids, target) => {
            board.move(ids, target.sectionId, target.beforeRowId)
            changed()
          }}
          onMoveColumn={(columnId, beforeId) => {
            setColumns((old) => {
              const moving = old.filter((column) => column.id === columnId)
              const rest = old.filter((column) => column.id !== columnId)
              const at = beforeId === undefined ? rest.length : rest.findIndex((column) => column.id === beforeId)
              return [...rest.slice(0, at), ...moving, ...rest.slice(at)]
            })
          }}
          onResizeColumn={(columnId, widthPx) =>
            setColumns((old) => old.map((column) => (column.id === columnId ? { ...column, width: widthPx } : column)))
          }
          onColumnMenu={(columnId, anchor) => setMenu({ anchor, columnId })}
          onCopy={(rowIds, columnIds) =>
            toTsv(rowIds.map((id) => columnIds.map((column) => text(board.item(id)?.values[column]))))
          }
          onPaste={(rowId, columnId, pasted) => {
            board.set(rowId, columnId, pastedCells(pasted)[0]?.[0] ?? '')
            changed()
          }}
        />
        <Menu
          open={menu !== undefined}
          anchor={menu?.anchor ?? null}
          label="Column"
          onClose={() => setMenu(undefined)}
          sections={[
            {
              items: [
                { id: 'rename', title: 'Rename', icon: 'edit', shortcut: 'F2' },
                { id: 'asc', title: 'Sort ascending', icon: 'arrow-up' },
                { id: 'desc', title: 'Sort descending', icon: 'arrow-down', checked: true },
                {
                  id: 'group',
                  title: 'Group by this',
                  icon: 'group',
                  items: [
                    {
                      items: [
                        { id: 'a', title: 'Value' },
                        { id: 'b', title: 'Stage' },
                      ],
                    },
                  ],
                },
              ],
            },
            {
              items: [
                { id: 'hide', title: 'Hide', icon: 'eye-off', shortcut: 'H' },
                { id: 'delete', title: 'Delete column', icon: 'trash', danger: true },
              ],
            },
          ]}
        />
      </main>
    </div>
  )
}
