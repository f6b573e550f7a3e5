import './frame.css'
import { IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'

interface SidebarState {
  readonly open: boolean
  readonly toggle: () => void
}

const SidebarContext = createContext<SidebarState>({ open: true, toggle: () => undefined })
const KEY = 'fulcrum.sidebar'
const NARROW = '(max-width: 800px)'

interface FrameProps {
  readonly sidebar: ReactNode
  readonly banners?: ReactNode
  /** What comes and goes by itself while people work: at the foot, where nothing they aim at is moved by it. */
  readonly news?: ReactNode
  /** Changes with the page; on narrow screens the sidebar then steps aside. */
  readonly place: string
  readonly children: ReactNode
}

/** The sidebar beside the page. On narrow screens the sidebar lies over the page and is closed until asked for. */
export function Frame({ sidebar, banners, news, place, children }: FrameProps) {
  const [open, setOpen] = useState(() => !matchMedia(NARROW).matches && localStorage.getItem(KEY) !== 'closed')
  const toggle = useCallback(() => {
    setOpen((before) => {
      if (!matchMedia(NARROW).matches) localStorage.setItem(KEY, before ? 'closed' : 'open')
      return !before
    })
  }, [])
  useEffect(() => {
    const narrow = matchMedia(NARROW)
    const fit = (): void => {
      // It was beside the page, over which it would lie now.
      if (narrow.matches && sidebarHasFocus()) document.getElementById('main')?.focus({ preventScroll: true })
      setOpen(!narrow.matches && localStorage.getItem(KEY) !== 'closed')
    }
    narrow.addEventListener('change', fit)
    return () => narrow.removeEventListener('change', fit)
  }, [])
  const [shownPlace, setShownPlace] = useState(place)
  const [moves, setMoves] = useState(0)
  if (shownPlace !== place) {
    setShownPlace(place)
    setMoves(moves + 1)
    if (matchMedia(NARROW).matches) setOpen(false)
  }
  const state = useMemo(() => ({ open, toggle }), [open, toggle])
  return (
    <SidebarContext value={state}>
      <a className="frame-skip" href="#main" onClick={skipToPage}>
        {t('Skip to the page')}
      </a>
      <div className="frame" data-sidebar={open ? 'open' : 'closed'}>
        <div className="frame-side" inert={!open}>
          {sidebar}
        </div>
        {/* Touching the page puts the sidebar away; its own button does the same for keys. */}
        <div className="frame-veil" aria-hidden onClick={toggle} />
        <div className="frame-page">
          {banners}
          <main id="main" tabIndex={-1} className="frame-main">
            {children}
          </main>
          <div className="frame-news">{news}</div>
          {moves > 0 && <FocusPage key={moves} />}
        </div>
      </div>
    </SidebarContext>
  )
}

function sidebarHasFocus(): boolean {
  return document.activeElement?.closest('.frame-side') instanceof HTMLElement
}

/** What had the focus may be gone with its page: the keyboard goes on from the start of the new one. */
function FocusPage() {
  useEffect(() => {
    if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true })
  }, [])
  return null
}

export function useSidebar(): SidebarState {
  return use(SidebarContext)
}

/** Opens the sidebar; stands in page headers while it is closed. */
export function SidebarButton() {
  const { open, toggle } = use(SidebarContext)
  if (open) return null
  return <IconButton icon="sidebar" label={t('Show the sidebar')} shortcut="[" onClick={toggle} />
}

/** By hand: beside a page's base, `#main` would be an address of another page. */
function skipToPage(event: React.MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
