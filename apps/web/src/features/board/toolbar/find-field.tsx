import { TextField } from '@fulcrum/ui'
import { useEffect, useRef, useState } from 'react'
import { useActions } from '../../../shell/client-context.tsx'
import { useScene } from '../scene.tsx'

/** Finds while one types. `/` goes there, Escape clears and then goes back to the table, Enter and Down go to what was found. */
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
      title: 'Find in board',
      section: 'Board',
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
        label="Find in board"
        hideLabel
        placeholder="Find in board"
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
          if (event.key === 'Escape') {
            event.preventDefault()
            if (text === '') grid.current?.focus()
            else setText('')
          } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault()
            grid.current?.focus()
          }
        }}
        {...(text === '' ? { shortcut: '/' } : {})}
      />
      {find !== '' && model !== null && (
        <span className="fb-found" role="status">
          {model.count === 1 ? '1 found' : `${model.count.toLocaleString('en')} found`}
        </span>
      )}
    </div>
  )
}
