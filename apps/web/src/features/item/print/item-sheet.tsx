import type { BoardColumn } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { columnsOf, keyOf, readItem } from '../item-data.ts'
import { NamesProvider, type NameOf } from '../rich/names.ts'
import { PlainBody } from '../rich/plain-body.tsx'
import { RichBody } from '../rich/rich-body.tsx'
import type { Message } from '../thread/messages.ts'
import { useItem, type ItemScene } from '../use-item.ts'

interface ItemSheetProps {
  /** What was said about it; null while it is not here. */
  readonly messages: readonly Message[] | null
  /** How what is named there is called. */
  readonly names: NameOf
  readonly when: Intl.DateTimeFormat
  /** When it is printed. */
  readonly at: number
}

/** An item as a document: what it is, what stands in its cells, what is below it, and what was said about it. */
export function ItemSheet({ messages, names, when, at }: ItemSheetProps) {
  const scene = useItem()
  const { board, item } = scene
  const parent = item.parent === null ? null : String(board.system(item.parent, 'title') ?? '')
  const place = [String(board.board['name'] ?? ''), item.group?.title, parent && t('below {parent}', { parent })]
  const filled = columnsOf(board, item).map((column) => [column, wordsOf(scene, item.row, column)] as const)
  const below = linesBelow(scene, item.row, 0)
  return (
    <NamesProvider value={names}>
      <h1>
        <bdi>{item.title}</bdi>
      </h1>
      <p>{[item.key, ...place.filter(Boolean), when.format(at)].join(' · ')}</p>
      <table className="print-cells">
        <tbody>
          {filled.map(([column, words]) => (
            <tr key={column.id}>
              <th scope="row">{column.title}</th>
              <td>{words === '' ? '–' : words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {below.length > 0 && (
        <>
          <h2>{t('Sub-items')}</h2>
          <table>
            <tbody>
              {below.map(({ row, depth, title, words }) => (
                <tr key={row}>
                  <th scope="row" style={{ paddingInlineStart: depth * 14 }}>
                    <small>{keyOf(board, row)} </small>
                    <bdi>{title}</bdi>
                  </th>
                  {words.map((text, index) => (
                    <td key={index}>{text}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {messages === null && <p>{t('Its updates were not here yet when this was printed.')}</p>}
      {messages !== null && messages.length > 0 && (
        <>
          <h2>{t('Updates')}</h2>
          {messages.map((message) => (
            <section key={message.id}>
              <PrintedMessage message={message} when={when} />
              <div className="print-below">
                {message.replies.map((reply) => (
                  <PrintedMessage key={reply.id} message={reply} when={when} />
                ))}
              </div>
            </section>
          ))}
        </>
      )}
    </NamesProvider>
  )
}

function PrintedMessage({ message, when }: { readonly message: Message; readonly when: Intl.DateTimeFormat }) {
  const { context } = useItem()
  if (message.deleted) return null
  const name = message.author === null ? t('Somebody') : context.personName(message.author)
  return (
    <>
      <h3>
        {name} <span>{when.format(message.at)}</span>
      </h3>
      {message.content === null ? <PlainBody body={message.body} whole /> : <RichBody text={message.content} />}
    </>
  )
}

function wordsOf({ board, context }: ItemScene, row: number, { kind, settings, number }: BoardColumn): string {
  const value = board.cell(row, number)
  return value === null ? '' : (kind.display ?? kind.format)(value, settings, context)
}

const toldRoles = ['status', 'owner', 'due']

interface LineBelow {
  readonly row: number
  readonly depth: number
  readonly title: string
  readonly words: readonly string[]
}

/** The items below one, of any depth, in their order. */
function linesBelow(scene: ItemScene, row: number, depth: number): LineBelow[] {
  const { board } = scene
  const told = board
    .columns()
    .filter(({ fields }) => fields['deletedAt'] === undefined && toldRoles.includes(String(fields['role'])))
  return (readItem(board, row)?.children ?? []).flatMap((child) => [
    {
      row: child,
      depth,
      title: String(board.system(child, 'title') ?? ''),
      words: told.map((column) => wordsOf(scene, child, column)),
    },
    ...linesBelow(scene, child, depth + 1),
  ])
}
