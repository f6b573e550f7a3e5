import { TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef, useState } from 'react'
import { useActions } from '../../../shell/client-context.tsx'
import { useScene } from '../scene.tsx'
import { toItems } from '../to-items.ts'

/** Finds while one types. `/` goes there, Escape clears, and then goes back to the items; Enter and Down go to what was found. */
export function FindField() {
  const { find, setFind, grid, model } = useScene()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(find)
  // What this field looks for, as far as it is drawn: only what comes from elsewhere may take the place of what is typed.
  const [asked, setAsked] = useState(find)
  if (asked !== find) {
    setAsked(find)
    setText(find)
  }
  useActions([
    {
      id: 'board.find',
      title: t('Find in board'),
      section: t('Board'),
      icon: 'search',
      shortcut: '/',
      run: () => {
        field.current?.focus()
        field.current?.select()
      },
    },
  ])
  useEffect(() => {
    if (text.trim() === find) return undefined
    // The letter is drawn before the board is searched.
    const timer = setTimeout(() => {
      setFind(text.trim())
      setAsked(text.trim())
    }, 0)
    return () => clearTimeout(timer)
    // Only what is typed is news.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [text])
  return (
    <div className="fb-find">
      <TextField
        ref={field}
        label={t('Find in board')}
        hideLabel
        placeholder={t('Find in board')}
        size="small"
        icon="search"
        type="text"
        role="searchbox"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key !== 'Escape' && event.key !== 'Enter' && event.key !== 'ArrowDown') return
          event.preventDefault()
          // Whoever clears it looks for something else: the next letter must not fall into a cell.
          if (event.key === 'Escape' && text !== '') setText('')
          else toItems({ grid })
        }}
        {...(text === '' ? { shortcut: '/' } : {})}
      />
      {find !== '' && model !== null && (
        <span className="fb-found" role="status">
          {t('{count, plural, one {# found} other {# found}}', { count: model.count })}
        </span>
      )}
    </div>
  )
}
