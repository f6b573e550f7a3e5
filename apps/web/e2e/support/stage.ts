import type { Browser, Page } from 'playwright-core'
import { openWindow } from './browser.ts'
import { ali, inviteByLink, maya, useLink } from './people.ts'
import type { RunningFulcrum } from './server.ts'

/** The sample workspace with something on every screen: where its boards are, and what leads to it from outside. */
export interface Stage {
  readonly url: string
  /** The addresses of boards, by name. */
  readonly boards: Readonly<Record<string, string>>
  readonly doc: string
  readonly ali: string
  readonly links: Readonly<Record<'invitation' | 'form' | 'shared' | 'locked' | 'expired', string>>
}

/** Asks the server for something as somebody. */
export type Post = <Answer>(path: string, body: object) => Promise<Answer>

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

/** Asks the server for something as the person of a page does. */
export function askAs(page: Page): Post {
  return async <Answer>(path: string, body: object) => {
    const answer = await page.evaluate(
      async ([place, text]) => {
        const headers = { 'content-type': 'application/json' }
        const said = await fetch(place, { method: 'POST', headers, body: text })
        if (!said.ok) throw new Error(`${place}: ${await said.text()}`)
        return said.json() as Promise<unknown>
      },
      [path, JSON.stringify(body)] as const,
    )
    // @NOTE whoever asks knows what is answered.
    return answer as Answer
  }
}

interface Members {
  readonly members: readonly { readonly id: string; readonly name: string }[]
}
interface BoardAnswer {
  readonly workspaceId: string
  readonly columns: readonly { readonly number: number; readonly title: string; readonly role: string | null }[]
  readonly views: readonly { readonly id: string; readonly name: string }[]
}

/** Goes in as the first owner of a server with the sample workspace, and puts on it what it lacks for a walk over all screens. */
export async function setStage(browser: Browser, fulcrum: RunningFulcrum): Promise<Stage> {
  const { url } = fulcrum
  const [owner, other] = [await openWindow(browser), await openWindow(browser)]
  await useLink(owner.page, fulcrum.ownerLink, maya)
  await useLink(other.page, await inviteByLink(owner.page, url), ali)
  const invitation = await inviteByLink(owner.page, url)
  const boards = await boardsOf(owner.page, url)
  const links = { invitation, ...(await dressBoards(askAs(owner.page), boards)) }
  await handOver(askAs(owner.page), askAs(other.page), boards)
  const { members } = await askAs(owner.page)<Members>('/api/member.list', {})
  const doc = await writeDoc(owner.page, url, boards['Sprints'] ?? '')
  await askAbout(askAs(other.page), doc)
  await owner.close()
  await other.close()
  const found = members.find(({ name }) => name === ali.name)
  return { url, boards, doc, links, ali: found?.id ?? '' }
}

async function boardsOf(page: Page, url: string): Promise<Record<string, string>> {
  await page.goto(url)
  const lines = page.locator('[data-tree="board"] a.fu-nav-link')
  await lines.first().waitFor()
  const all = await lines.evaluateAll((found) =>
    found.map(
      (each) => [each.querySelector('.fu-truncate')?.textContent ?? '', each.getAttribute('href') ?? ''] as const,
    ),
  )
  return Object.fromEntries(all.map(([name, path]) => [name, `${url}${path}`]))
}

/** The id of a board or doc in an address, or of anything in its public form. */
export function idIn(address: string): string {
  const [, hex = ''] = /_([0-9a-f]{32})/.exec(address) ?? []
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Views that the sample has not, and links that lead to boards from outside. */
async function dressBoards(ask: Post, boards: Readonly<Record<string, string>>) {
  const sprints = idIn(boards['Sprints'] ?? '')
  const bugs = idIn(boards['Bug queue'] ?? '')
  const roadmap = idIn(boards['Roadmap'] ?? '')
  await ask('/api/view.create', { board: roadmap, id: newId(), name: 'Gallery', kind: 'cards', mine: false, spec: {} })
  const { views } = await ask<BoardAnswer>('/api/board.get', { board: bugs })
  const form = await ask<{ url: string }>('/forms/share', {
    board: bugs,
    view: idIn(views.find(({ name }) => name === 'Report a bug')?.id ?? ''),
    audience: 'anybody',
    closesAt: null,
    maxAnswers: null,
  })
  const share = async (board: string, more: object): Promise<string> =>
    (await ask<{ url: string }>('/shares/make', { board, view: null, expiresAt: null, password: null, ...more })).url
  return {
    form: form.url,
    shared: await share(roadmap, {}),
    locked: await share(roadmap, { password: 'open sesame' }),
    // It has ended by the time that somebody comes to it.
    expired: await share(sprints, { expiresAt: Date.now() + 1_500 }),
  }
}

/** Work for the owner, each piece given by somebody else, so that the inbox has news too. */
async function handOver(ask: Post, other: Post, boards: Readonly<Record<string, string>>): Promise<void> {
  const { members } = await ask<Members>('/api/member.list', {})
  const me = members.find(({ name }) => name === maya.name)?.id
  for (const name of ['Sprints', 'Bug queue']) {
    const board = idIn(boards[name] ?? '')
    const { columns } = await ask<BoardAnswer>('/api/board.get', { board })
    const column = columns.find(({ role }) => role === 'owner')?.number
    await other('/api/item.setCells', { board, column, rows: [1, 2, 3, 4, 5, 6], values: [[me]] })
  }
}

/** Somebody else asks the owner something about the doc, so that the inbox has news of it. */
async function askAbout(other: Post, address: string): Promise<void> {
  const { members } = await other<Members>('/api/member.list', {})
  const me = members.find(({ name }) => name === maya.name)?.id
  const anchor = { from: { tname: 'content' }, to: { tname: 'content' }, before: '', after: '' }
  const said = { anchor, quote: 'Tests are green', body: `Which ones, @[member:${idIn(me ?? '')}]?` }
  await other('/api/doc.comment', { doc: idIn(address), id: newId(), ...said })
}

/** A doc with a bit of everything, and a version of it. */
async function writeDoc(page: Page, url: string, beside: string): Promise<string> {
  const doc = newId()
  const ask = askAs(page)
  const { workspaceId: workspace } = await ask<BoardAnswer>('/api/board.get', { board: idIn(beside) })
  await ask('/api/doc.create', { doc, workspace, name: 'How we release' })
  const address = `${url}/d/doc_${doc.replaceAll('-', '')}`
  await page.goto(address)
  const text = page.getByRole('textbox', { name: 'Text of the doc', exact: true })
  await text.click()
  await page.keyboard.type('## Before\n- The notes are written\nTests are green\n\n[ ] Tell the people on call\n\n\n')
  await page.keyboard.type('/tab')
  await page.getByRole('option', { name: 'Table' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Step')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Who')
  await page
    .locator('.doc-status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await ask(`/docs/${doc}/versions`, { name: 'First draft' })
  return address
}
