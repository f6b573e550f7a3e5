import { markup } from './hostile-words.ts'
import { idIn, type Post, type Stage } from './stage.ts'

/** Where the words hang. */
export interface Hung {
  /** How many texts were stored, each in one place. */
  readonly count: number
  /** The address of a board of nothing but such words. */
  readonly board: string
  /** Its views, the first of each kind by its id. */
  readonly views: Readonly<Record<string, string>>
  /** A doc of which they are said. */
  readonly doc: string
  /** The public form, which asks in them, and holds answers of them. */
  readonly form: string
}

interface Command {
  readonly command: string
  readonly args: object
}

interface BoardAnswer {
  readonly workspaceId: string
  readonly columns: readonly {
    readonly id: string
    readonly number: number
    readonly title: string
    readonly settings: object
  }[]
  readonly groups: readonly { readonly id: string }[]
}

const kinds = ['table', 'kanban', 'cards', 'timeline', 'calendar', 'workload', 'chart', 'form']
const newId = (): string => crypto.randomUUID()
const line = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim()
/** Apart from each other also where signs that look the same are one. */
const label = (text: string, at: number): string => `${at} ${line(text)}`.slice(0, 100)

/** Hangs each of the words wherever people name things, describe them or say something, past all that the app would do first. */
export async function hangWords(ask: Post, { url, boards }: Stage): Promise<Hung> {
  const { workspaceId: workspace } = await ask<BoardAnswer>('/api/board.get', { board: idIn(boards['Roadmap'] ?? '') })
  const board = newId()
  const doc = newId()
  const tree = await run(ask, inTree(workspace))
  const sample = await run(ask, await onSample(ask, boards))
  const frame = await run(ask, boardOfWords(board, workspace))
  const { columns } = await ask<BoardAnswer>('/api/board.get', { board })
  const number = (title: string): number => columns.find((column) => column.title === title)?.number ?? 0
  const items = await run(
    ask,
    itemsOfWords(board, { notes: number('Notes'), status: number('Status'), due: number('Due'), link: number('Link') }),
  )
  const views = viewsOfWords(board, number('Notes'), number('Long'))
  const shown = await run(
    ask,
    views.map(({ command, args }) => ({ command, args })),
  )
  const said = await run(ask, sayings(doc, workspace))
  for (const text of markup.slice(0, 5)) await ask(`/docs/${doc}/versions`, { name: text })
  const idOf = (kind: string): string => String(views.find(({ args }) => args.kind === kind)?.args.id)
  const { url: form } = await ask<{ url: string }>('/forms/share', {
    board,
    view: idOf('form'),
    audience: 'anybody',
    closesAt: null,
    maxAnswers: null,
  })
  const answered = await answerForm(url, form, [number('Notes'), number('Long')])
  const at = (noun: string, id: string): string => `${noun}_${id.replaceAll('-', '')}`
  return {
    // One column has a label for each; a command of an item says four things.
    count: tree + sample + frame + markup.length + items * 4 + shown + said * 2 + answered,
    board: `${url}/b/${at('board', board)}`,
    views: Object.fromEntries(kinds.map((kind) => [kind, idOf(kind)])),
    doc: `${url}/d/${at('doc', doc)}`,
    form,
  }
}

/** Runs them all, each of which must succeed; gives how many they were. */
async function run(ask: Post, commands: readonly Command[]): Promise<number> {
  for (let from = 0; from < commands.length; from += 500) {
    const part = commands.slice(from, from + 500)
    const { results } = await ask<{ results: readonly { ok: boolean }[] }>('/api/bulk', { commands: part })
    results.forEach((result, at) => {
      if (!result.ok) throw new Error(`${JSON.stringify(part[at])}: ${JSON.stringify(result)}`)
    })
  }
  return commands.length
}

/** What has a name in the tree, and teams. */
function inTree(workspace: string): Command[] {
  return markup.flatMap((text) => {
    const own = newId()
    return [
      { command: 'workspace.create', args: { id: own, name: text } },
      { command: 'workspace.update', args: { id: own, description: text } },
      { command: 'folder.create', args: { id: newId(), workspace, name: text } },
      { command: 'board.create', args: { board: newId(), workspace: own, name: text, description: text } },
      { command: 'doc.create', args: { doc: newId(), workspace, name: text } },
      { command: 'team.create', args: { id: newId(), name: text, members: [] } },
    ]
  })
}

/** The sample's own boards get such names, groups and labels, beside what leads over its screens. */
async function onSample(ask: Post, boards: Stage['boards']): Promise<Command[]> {
  const commands: Command[] = []
  for (const name of ['Sprints', 'Bug queue', 'Roadmap']) {
    const board = idIn(boards[name] ?? '')
    const { columns, groups } = await ask<BoardAnswer>('/api/board.get', { board })
    commands.push({
      command: 'board.update',
      args: { board, name: `${name} ${markup[0]}`, description: markup.join('\n').slice(0, 2_000) },
    })
    groups.forEach(({ id }, at) => commands.push({ command: 'group.update', args: { board, id, title: markup[at] } }))
    columns.forEach(({ id }, at) =>
      commands.push({ command: 'column.update', args: { board, id, description: markup[at] } }),
    )
  }
  return commands
}

function boardOfWords(board: string, workspace: string): Command[] {
  const labels = markup.map((text, at) => ({ number: at + 1, name: label(text, at), colour: 'blue', stage: 'todo' }))
  const column = (kind: string, title: string, settings: object = {}): Command => ({
    command: 'column.create',
    args: { board, id: newId(), kind, title, settings },
  })
  return [
    { command: 'board.create', args: { board, workspace, name: markup[1], description: markup[2] } },
    ...markup.map((title) => ({ command: 'group.create', args: { board, id: newId(), title } })),
    column('text', 'Notes'),
    column('long-text', 'Long'),
    {
      command: 'column.create',
      args: { board, id: newId(), kind: 'status', title: 'Status', role: 'status', settings: { labels } },
    },
    column('date', 'Due', { time: false }),
    column('link', 'Link'),
    column('formula', 'Result', { text: `{Notes} & " <b>"`, type: 'blank' }),
    column('formula', 'Made', {
      text: `"<img src=x onerror=window.ran=1>" & "<script>window.ran=1</script>"`,
      type: 'blank',
    }),
    column('people', 'Owner', { several: true }),
    column('button', 'Button', { text: (markup[0] ?? '').slice(0, 40), colour: 'blue', does: null }),
    column('number', 'Figure', { unit: '<img src=x onerror=1>'.slice(0, 20), unitPlace: 'after' }),
    ...markup.flatMap((text, at) => {
      const id = newId()
      return [
        { command: 'column.create', args: { board, id, kind: 'text', title: label(text, at) } },
        { command: 'column.update', args: { board, id, description: text } },
      ]
    }),
  ]
}

interface Places {
  readonly notes: number
  readonly status: number
  readonly due: number
  readonly link: number
}

function itemsOfWords(board: string, { notes, status, due, link }: Places): Command[] {
  const today = Math.floor(Date.now() / 86_400_000)
  return markup.map((text, at) => {
    const cells = [
      { column: notes, value: line(text) },
      { column: status, value: at + 1 },
      { column: due, value: { day: today + (at % 5), minute: null } },
      { column: link, value: { url: 'https://example.org/x', text: line(text) } },
    ]
    return { command: 'item.create', args: { board, id: newId(), title: text, group: 1 + (at % 3), cells } }
  })
}

function viewsOfWords(board: string, notes: number, long: number) {
  return markup.map((text, at) => {
    const kind = kinds[at % kinds.length] ?? 'table'
    const questions = ['title', notes, long].map((column) => ({ column, label: line(text), help: text }))
    const spec = kind === 'form' ? { settings: { title: text, description: text, thanks: text, questions } } : {}
    return { command: 'view.create', args: { board, id: newId(), name: text, kind, mine: false, spec } }
  })
}

/** A doc, and what is said of it. */
function sayings(doc: string, workspace: string): Command[] {
  const place = { tname: 'content' }
  return [
    { command: 'doc.create', args: { doc, workspace, name: markup[3] } },
    ...markup.map((text) => ({
      command: 'doc.comment',
      args: { doc, id: newId(), anchor: { from: place, to: place, before: '', after: '' }, quote: text, body: text },
    })),
  ]
}

/** As many answers as one network may give at once, each with three of the words. */
async function answerForm(url: string, link: string, columns: readonly number[]): Promise<number> {
  const address = `${url}/forms/open/${link.split('/').at(-1)}`
  const { stamp } = (await (await fetch(address)).json()) as { stamp: string }
  // Nobody answers a form sooner.
  await new Promise((resolve) => setTimeout(resolve, 1_600))
  let count = 0
  for (let at = 0; at < 14; at++) {
    const texts = markup.slice(at * 3, at * 3 + 3)
    const answers = Object.fromEntries(['title', ...columns].map((column, of) => [column, line(texts[of] ?? '')]))
    const body = JSON.stringify({ id: newId(), stamp, answers })
    const answer = await fetch(`${address}/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body,
    })
    if (!answer.ok) throw new Error(await answer.text())
    count += texts.length
  }
  return count
}
