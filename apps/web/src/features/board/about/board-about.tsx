import './board-about.css'
import { Button, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef, useState } from 'react'
import { AboutEditor } from '../lazy-parts.ts'
import { useScene } from '../scene.tsx'
import { textParts } from './text-parts.ts'

/** What the board is for: one line below its name that opens to all of it, to be written in place. */
export function BoardAbout() {
  const { records, rights, structure, phase } = useScene()
  const { description } = records
  const [editing, setEditing] = useState(false)
  const [open, setOpen] = useState(false)
  const again = useRef<HTMLButtonElement>(null)
  const mayEdit = rights.structure && phase !== 'gone'
  // The focus comes back to the button once the text that was kept is here: until then another one stands in its place.
  const awaited = useRef<string>(undefined)
  useEffect(() => {
    if (editing || awaited.current !== description) return
    awaited.current = undefined
    again.current?.focus()
  }, [editing, description])
  const leave = (text: string): void => {
    awaited.current = text
    setEditing(false)
  }
  if (editing && mayEdit) {
    return (
      <AboutEditor
        text={description}
        onCancel={() => leave(description)}
        onSave={(text) => {
          if (text !== description) structure.updateBoard({ description: text === '' ? null : text })
          leave(text)
        }}
      />
    )
  }
  if (description === '') {
    if (!mayEdit) return null
    return (
      <div className="fb-about">
        <Button ref={again} variant="plain" size="small" className="fb-about-add" onClick={() => setEditing(true)}>
          {t('Add a description')}
        </Button>
      </div>
    )
  }
  return (
    <div className="fb-about" data-open={open || undefined}>
      <AboutText text={description} open={open} onToggle={() => setOpen(!open)} />
      {mayEdit && (
        <span className="fb-about-edit">
          <IconButton
            ref={again}
            icon="edit"
            size="small"
            label={t('Edit the description')}
            onClick={() => setEditing(true)}
          />
        </span>
      )}
    </div>
  )
}

interface AboutTextProps {
  readonly text: string
  readonly open: boolean
  readonly onToggle: () => void
}

/** The text; a button says that there is more than the line shows, and shows it. */
function AboutText({ text, open, onToggle }: AboutTextProps) {
  const line = useRef<HTMLParagraphElement>(null)
  const [cut, setCut] = useState(false)
  useEffect(() => {
    const element = line.current
    if (element === null || open) return undefined
    const look = (): void => setCut(element.scrollWidth > element.clientWidth || text.includes('\n'))
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [text, open])
  return (
    <>
      <p ref={line} className="fb-about-text">
        {textParts(text).map((part, index) =>
          part.href === undefined ? (
            part.text
          ) : (
            <a key={index} href={part.href} target="_blank" rel="noreferrer noopener">
              {part.text}
            </a>
          ),
        )}
      </p>
      {(cut || open) && (
        <Button variant="plain" size="small" aria-expanded={open} onClick={onToggle}>
          {open ? t('Less') : t('More')}
        </Button>
      )}
    </>
  )
}
