import { isSafeLink } from '@fulcrum/domain/doc-content'
import { Button, IconButton, TextField, type IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useState } from 'react'
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, toggleHeaderRow } from '@tiptap/pm/tables'

interface Mark {
  readonly name: string
  readonly label: string
  readonly icon: IconName
  readonly shortcut?: string
}

const marks: readonly Mark[] = [
  { name: 'bold', label: t('Bold'), icon: 'bold', shortcut: 'Mod B' },
  { name: 'italic', label: t('Italic'), icon: 'italic', shortcut: 'Mod I' },
  { name: 'strike', label: t('Strike through'), icon: 'strike', shortcut: 'Mod Shift S' },
  { name: 'code', label: t('Code'), icon: 'code', shortcut: 'Mod E' },
]

const tableWork = [
  { label: t('Row below'), run: addRowAfter },
  { label: t('Column after'), run: addColumnAfter },
  { label: t('Head'), run: toggleHeaderRow },
  { label: t('Remove row'), run: deleteRow },
  { label: t('Remove column'), run: deleteColumn },
  { label: t('Remove table'), run: deleteTable },
] as const

interface ToolbarProps {
  readonly editor: Editor
  /** Makes items of the selected entries of lists. */
  readonly onMakeItem: () => void
  /** Says something of what is selected; null for whoever may not. */
  readonly onComment: (() => void) | null
}

/** What can be done to what is selected; stands at the selection, and at a table in which the caret is. */
export function Toolbar({ editor, onMakeItem, onComment }: ToolbarProps) {
  const [linking, setLinking] = useState<string | null>(null)
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      selected: !now.state.selection.empty && now.isFocused && now.isEditable && !now.isActive('codeBlock'),
      inTable: now.isEditable && now.isFocused && now.isActive('table'),
      inList: now.isActive('taskItem') || now.isActive('listItem'),
      active: marks.map(({ name }) => now.isActive(name)),
      link: String(now.getAttributes('link')['href'] ?? ''),
      from: now.state.selection.from,
    }),
  })
  if (!state.selected && !state.inTable && linking === null) return null
  const box = editor.view.coordsAtPos(state.from)
  const top = Math.max(8, box.top - 44)
  const place = { top, left: Math.max(8, Math.min(box.left, innerWidth - 340)) }
  if (linking !== null) {
    const address = /^[\w.-]+\.[a-z]{2,}/i.test(linking) ? `https://${linking}` : linking
    const good = address === '' || isSafeLink(address)
    const set = (): void => {
      if (!good) return
      const chain = editor.chain().focus().extendMarkRange('link')
      if (address === '') chain.unsetLink().run()
      else chain.setLink({ href: address }).run()
      setLinking(null)
    }
    return (
      <form
        className="doc-toolbar"
        style={place}
        onSubmit={(event) => {
          event.preventDefault()
          set()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setLinking(null)
            editor.commands.focus()
          }
        }}
      >
        <TextField
          label={t('Address')}
          value={linking}
          autoFocus
          placeholder="https://"
          onChange={(event) => setLinking(event.target.value)}
        />
        <Button type="submit" size="small" disabled={!good}>
          {address === '' ? t('Remove') : t('Link')}
        </Button>
      </form>
    )
  }
  return (
    <div
      className="doc-toolbar"
      role="toolbar"
      aria-label={t('Format')}
      style={place}
      // The selection stays where it is.
      onPointerDown={(event) => event.preventDefault()}
    >
      {state.selected &&
        marks.map(({ name, label, icon, shortcut }, at) => (
          <IconButton
            key={name}
            icon={icon}
            label={label}
            size="small"
            pressed={state.active[at] === true}
            {...(shortcut !== undefined && { shortcut })}
            onClick={() => editor.chain().focus().toggleMark(name).run()}
          />
        ))}
      {state.selected && (
        <IconButton
          icon="link"
          label={t('Link')}
          size="small"
          pressed={state.link !== ''}
          onClick={() => setLinking(state.link)}
        />
      )}
      {state.selected && onComment !== null && (
        <IconButton icon="chat" label={t('Comment')} size="small" shortcut="Mod Alt M" onClick={onComment} />
      )}
      {state.selected && state.inList && (
        <IconButton
          icon="open"
          label={t('Make an item of this')}
          size="small"
          shortcut="Mod Shift Enter"
          onClick={onMakeItem}
        />
      )}
      {state.inTable &&
        tableWork.map(({ label, run }) => (
          <Button
            key={label}
            size="small"
            variant="plain"
            onClick={() => {
              run(editor.state, editor.view.dispatch)
              editor.commands.focus()
            }}
          >
            {label}
          </Button>
        ))}
    </div>
  )
}
