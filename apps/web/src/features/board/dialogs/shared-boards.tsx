import type { BoardColumn, Json } from '@fulcrum/domain'
import { Switch } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useScene } from '../scene.tsx'

/** Which boards are to show a connection, by their ids; those that are not named stay as they are. */
export type Shares = ReadonlyMap<string, boolean>

interface SharedBoardsProps {
  readonly column: BoardColumn
  /** The settings as they are in the form. */
  readonly settings: Json
  readonly shares: Shares
  readonly onChange: (shares: Shares) => void
}

/** For a connection: on which of its boards it is shown, too. */
export function SharedBoards({ column, settings, shares, onChange }: SharedBoardsProps) {
  const { context, boardId } = useScene()
  const { connections } = column.kind
  if (connections?.withPartner === undefined) return null
  const names = new Map(context.items?.boards.map((board) => [board.id, board.name]))
  const boards = connections.of(settings).boards.filter(({ board }) => names.has(board))
  if (boards.length === 0) return null
  return (
    <fieldset className="fb-shares">
      <legend>{t('Both ways')}</legend>
      {boards.map(({ board, partner }) => (
        <Switch
          key={board}
          label={
            board === boardId
              ? t('Show it on this board from the other side, too')
              : t('Show it on {board}, too', { board: names.get(board) ?? '' })
          }
          checked={shares.get(board) ?? partner !== null}
          onChange={(shown) => onChange(new Map([...shares, [board, shown]]))}
        />
      ))}
      <p className="fb-quiet">{t('Both boards then say the same, whichever is edited.')}</p>
    </fieldset>
  )
}

/** What has to be done so that the boards show a connection as wished. */
export function sharingOf({ kind, settings }: BoardColumn, shares: Shares) {
  const now = new Map(kind.connections?.of(settings).boards.map(({ board, partner }) => [board, partner !== null]))
  const wanted = (shown: boolean) =>
    [...shares].filter(([board, wish]) => wish === shown && (now.get(board) ?? false) !== shown).map(([board]) => board)
  return { begin: wanted(true), end: wanted(false) }
}

/** Settings of a form with the partners that the column has by now: these are no part of it. */
export function withPartnersOf(column: BoardColumn, settings: Json, ended: readonly string[]): Json {
  const { connections } = column.kind
  const withPartner = connections?.withPartner
  if (connections === undefined || withPartner === undefined) return settings
  const now = new Map(connections.of(column.settings).boards.map(({ board, partner }) => [board, partner]))
  return connections
    .of(settings)
    .boards.reduce<Json>(
      (made, { board }) => withPartner(made, board, ended.includes(board) ? null : (now.get(board) ?? null)),
      settings,
    )
}
