import './side-panel.css'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { comesFrom, focusFirst, giveFocusBack, trapTab, useLayer } from './layers.ts'

interface SidePanelProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly label: string
  readonly children: ReactNode
  /** A veil lies over the page and Tab stays inside; without it the page stays usable beside the panel. */
  readonly modal?: boolean
  /** The panel itself has the focus first, and not the first thing to press in it. */
  readonly focusSelf?: boolean
}

/**
 * The panel at the end edge, 620 px wide, all of a narrow screen.
 * @example <SidePanel open label="FUL-377" onClose={close}>...</SidePanel>
 */
export function SidePanel(props: SidePanelProps) {
  if (!props.open) return null
  return createPortal(<OpenPanel {...props} />, document.body)
}

function OpenPanel({ onClose, label, children, modal = false, focusSelf = false }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    const element = panel.current
    const from = comesFrom(before)
    if (element !== null && !element.contains(document.activeElement)) {
      if (focusSelf) element.focus({ preventScroll: true })
      else focusFirst(element)
    }
    return () => {
      const active = document.activeElement
      const lost = active === null || active === document.body || element?.contains(active) === true
      if (lost) giveFocusBack(from)
    }
  }, [before, focusSelf])
  useLayer(true, {
    modal,
    contains: (node) => panel.current?.contains(node) === true,
    dismiss: (reason) => {
      if (reason === 'escape' || modal) onClose()
    },
  })
  return (
    <>
      {modal && <div className="fu-panel-veil" />}
      <aside
        ref={panel}
        className="fu-panel"
        role="dialog"
        aria-modal={modal || undefined}
        aria-label={label}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (modal) trapTab(event, event.currentTarget)
        }}
      >
        {children}
      </aside>
    </>
  )
}
