import './tour.css'
import { can, maxItemTitleLength } from '@fulcrum/domain'
import { Button, IconButton, Kbd, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { firstWorkspace } from '../../shell/first-workspace.ts'
import { boardPath } from '../../shell/paths.ts'
import { useGo, usePlace } from '../../shell/router/router-context.tsx'
import { useSetCommands } from '../../shell/set-commands.ts'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { setTour as putTour, useTour, type TourState } from '../../shell/tour.ts'
import { useActions } from '../../shell/use-actions.ts'
import { useViewContext } from '../../shell/view-context.tsx'
import { useClient } from '../../shell/world.tsx'

/** The first steps, beside whatever page is shown: a board, and on it an item of one's own. They wait where one leaves them. */
export function Tour() {
  const { memberId } = useClient()
  const tour = useTour(memberId)
  const setTour = useCallback((state: TourState | null) => putTour(memberId, state), [memberId])
  const mayBuild = can(usePrincipal(), 'board.create', null)
  useActions(
    mayBuild
      ? [
          {
            id: 'tour',
            title: t('First steps'),
            section: t('Everywhere'),
            icon: 'star',
            keywords: t('help tour begin learn'),
            run: () => setTour({ step: 'board' }),
          },
        ]
      : [],
  )
  if (tour === null || !mayBuild) return null
  return <Steps tour={tour} setTour={setTour} />
}

interface StepsProps {
  readonly tour: TourState
  readonly setTour: (state: TourState | null) => void
}

const places = { board: 1, item: 2, done: 3 } as const

function Steps({ tour, setTour }: StepsProps) {
  const label = useId()
  return (
    <aside className="tour" aria-labelledby={label}>
      <header>
        <b id={label}>{t('First steps')}</b>
        <span className="tour-count">{t('{places} of 3', { places: places[tour.step] })}</span>
        <IconButton icon="x" size="small" label={t('Leave the first steps')} onClick={() => setTour(null)} />
      </header>
      {tour.step === 'board' && <ChooseBoard setTour={setTour} />}
      {tour.step === 'item' && tour.board !== undefined && <FirstItem board={tour.board} setTour={setTour} />}
      {tour.step === 'done' && <Done setTour={setTour} />}
    </aside>
  )
}

function ChooseBoard({ setTour }: Pick<StepsProps, 'setTour'>) {
  const client = useClient()
  const go = useGo()
  const { workspaces } = useAccount()
  const commands = useTreeCommands()
  const sets = useSetCommands()
  const { me, today } = useViewContext()
  const [busy, setBusy] = useState<string>()
  const begin = (board: string | null): void => {
    setBusy(undefined)
    if (board === null) return
    setTour({ step: 'item', board })
    go(boardPath(board))
  }
  const home = (): string => workspaces.find(({ demo }) => !demo)?.id ?? commands.createWorkspace(firstWorkspace)
  const fromTemplate = async (id: string, way?: string): Promise<void> => {
    setBusy(id)
    const { templates, instantiate } = await import('@fulcrum/templates')
    const template = templates.find((each) => each.id === id)
    if (template === undefined) return setBusy(undefined)
    const newId = (): string => client.newId()
    const boards = instantiate(template, {
      today,
      memberId: me ?? null,
      newId,
      items: true,
      ...(way !== undefined && { way }),
    })
    const newFolder = { id: newId(), name: template.name }
    const place = { workspace: home(), ...(boards.length > 1 && { newFolder }) }
    const done = await sets.build({ ...place, boards }, t('“{name}” is made.', { name: template.name }))
    begin(done ? (boards[0]?.id ?? null) : null)
  }
  const plain = async (): Promise<void> => {
    setBusy('plain')
    begin(await commands.createBoard({ workspace: home(), name: t('My work') }))
  }
  const choice = (id: string, title: string, text: string, run: () => Promise<void>) => (
    <button type="button" className="tour-choice" disabled={busy !== undefined} onClick={() => void run()}>
      <b>{busy === id ? t('Making it …') : title}</b>
      <span>{text}</span>
    </button>
  )
  return (
    <>
      <p>{t('What do you want to keep in view?')}</p>
      <div className="tour-choices">
        {choice('dev-team', t('The work of a dev team'), t('Work, epics, bugs and releases, connected.'), () =>
          fromTemplate('dev-team', 'kanban'),
        )}
        {choice('bug-tracking', t('Bugs'), t('A form, a triage, and the worst on top.'), () =>
          fromTemplate('bug-tracking'),
        )}
        {choice('plain', t('A list of my own'), t('An empty board with status, owner and due date.'), plain)}
      </div>
    </>
  )
}

function isGone(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'not-found'
}

interface BoardParts {
  readonly groups: readonly { readonly number: number; readonly rank?: string; readonly deletedAt?: number }[]
}

function FirstItem({ board, setTour }: { readonly board: string } & Pick<StepsProps, 'setTour'>) {
  const client = useClient()
  const go = useGo()
  const { path } = usePlace()
  const [title, setTitle] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLFormElement>(null)
  const isHere = path.startsWith(boardPath(board))
  useEffect(() => {
    if (isHere) field.current?.querySelector('input')?.focus()
  }, [isHere])
  const add = async (): Promise<void> => {
    if (title.trim() === '') return
    setBusy(true)
    try {
      const { groups } = await client.query<BoardParts>('board.get', { board })
      const [first] = groups
        .filter(({ deletedAt }) => deletedAt === undefined || deletedAt === null)
        .toSorted((left, right) => (String(left.rank) < String(right.rank) ? -1 : 1))
      if (first === undefined) return setTour({ step: 'board' })
      const args = { board, id: client.newId(), title: title.trim(), group: first.number, after: null }
      const answer = await client.run('item.create', args).done
      if (answer.ok) setTour({ step: 'done', board })
      if (!isHere) go(boardPath(board))
    } catch (error) {
      // A board that is gone is begun with no more.
      if (isGone(error)) setTour({ step: 'board' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <p>{t('This is your board. What is the next thing you have to do?')}</p>
      <form
        ref={field}
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <TextField
          label={t('Your first item')}
          hideLabel
          placeholder={t('Reply to Ada about the deploy')}
          value={title}
          maxLength={maxItemTitleLength}
          autoComplete="off"
          onChange={(event) => setTitle(event.target.value)}
        />
        <Button type="submit" variant="primary" busy={busy} disabled={title.trim() === ''}>
          {t('Add it')}
        </Button>
      </form>
    </>
  )
}

function Done({ setTour }: Pick<StepsProps, 'setTour'>) {
  const go = useGo()
  return (
    <>
      <p>{t('There it is, on top of the board. Everything you do can be undone. Three keys are worth knowing:')}</p>
      <dl className="tour-keys">
        <dt>
          <Kbd keys="C" />
        </dt>
        <dd>{t('a new item, from anywhere')}</dd>
        <dt>
          <Kbd keys="Mod K" />
        </dt>
        <dd>{t('find anything, do anything')}</dd>
        <dt>
          <Kbd keys="?" />
        </dt>
        <dd>{t('all keys of the page')}</dd>
      </dl>
      <div className="tour-actions">
        <Button variant="primary" onClick={() => setTour(null)}>
          {t('Begin')}
        </Button>
        <Button
          onClick={() => {
            setTour(null)
            go('/settings/members')
          }}
        >
          {t('Invite others')}
        </Button>
      </div>
    </>
  )
}
