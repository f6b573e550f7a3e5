import './home.css'
import { Skeleton, Tabs } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { Failure } from '../../shell/failure.tsx'
import { NotHereYet } from '../../shell/not-here-yet.tsx'
import { useStored } from '../../shell/use-stored.ts'
import { useHomeKeys } from './home-keys.ts'
import { ChangedLately, OpenedLately } from './home-lately.tsx'
import { Mentions } from './home-mentions.tsx'
import { HomeRow } from './home-row.tsx'
import { byBoard, byDate } from './sections.ts'
import { useHome } from './use-home.ts'

const tabs = [
  { id: 'date', title: t('By date') },
  { id: 'board', title: t('By board') },
] as const

/** What a section of very many items shows of them. */
const MOST = 200

/** The reader's work over all boards, where they are mentioned, what they opened lately, and what others changed. */
export function HomeWork() {
  const { answer, error, retry, set } = useHome()
  const [mode, setMode] = useStored<string>('fulcrum.home.by', 'date')
  useHomeKeys()
  if (answer === null) {
    return error === null ? (
      <>
        <NotHereYet />
        <Skeleton lines={6} heightPx={38} label={t('Looking for your items')} />
      </>
    ) : (
      <Failure
        compact
        trouble={error}
        say={(reason) => t('Your items could not be asked for: {error}', { error: reason })}
        refused={t('Your items over all boards cannot be shown to you. Ask an owner of the account.')}
        onRetry={retry}
      />
    )
  }
  const sections = mode === 'board' ? byBoard(answer) : byDate(answer)
  const boards = new Map(answer.boards.map((board) => [board.id, board]))
  return (
    <>
      <Tabs label={t('My work')} tabs={tabs} active={mode} onChange={setMode} />
      {sections.length === 0 && (
        <p className="home-note">
          {t(
            'Nothing is waiting for you. Items of which you are the owner stand here: what is late, what is due today and in the next seven days, and what you have not begun.',
          )}
        </p>
      )}
      {sections.map((section) => (
        <section key={section.id} aria-label={section.title} data-home={section.id}>
          <h2>
            {section.title} <span className="home-number fu-tabular">{section.items.length}</span>
          </h2>
          <ul>
            {section.items.slice(0, MOST).map((item) => (
              <HomeRow
                key={item.id}
                item={item}
                board={boards.get(item.board)}
                today={answer.today}
                underBoard={mode === 'board'}
                onSet={set}
              />
            ))}
          </ul>
          {section.items.length > MOST && (
            <p className="home-note">{t('and {count} more', { count: section.items.length - MOST })}</p>
          )}
        </section>
      ))}
      <Mentions />
      <OpenedLately />
      <ChangedLately answer={answer} />
    </>
  )
}
