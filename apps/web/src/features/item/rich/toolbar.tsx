import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { isSafeAddress } from '@fulcrum/domain/rich-text'
import { IconButton, Popover, TextField, Button, type IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { codeLanguages } from './choices.ts'

interface Tool {
  readonly name: string
  readonly icon: IconName
  readonly label: string
  readonly shortcut?: string
  readonly run: (editor: Editor) => void
}

const tools: readonly Tool[] = [
  {
    name: 'bold',
    icon: 'bold',
    label: t('Bold'),
    shortcut: 'Mod B',
    run: (editor) => void editor.chain().focus().toggleBold().run(),
  },
  {
    name: 'italic',
    icon: 'italic',
    label: t('Italic'),
    shortcut: 'Mod I',
    run: (editor) => void editor.chain().focus().toggleItalic().run(),
  },
  {
    name: 'code',
    icon: 'code',
    label: t('Code'),
    shortcut: 'Mod E',
    run: (editor) => void editor.chain().focus().toggleCode().run(),
  },
  {
    name: 'bulletList',
    icon: 'list',
    label: t('List'),
    shortcut: 'Mod Shift 8',
    run: (editor) => void editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'taskList',
    icon: 'checklist',
    label: t('Checklist'),
    shortcut: 'Mod Shift 9',
    run: (editor) => void editor.chain().focus().toggleTaskList().run(),
  },
  {
    name: 'blockquote',
    icon: 'quote',
    label: t('Quote'),
    shortcut: 'Mod Shift B',
    run: (editor) => void editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: 'codeBlock',
    icon: 'code-block',
    label: t('Code block'),
    shortcut: 'Mod Alt C',
    run: (editor) => void editor.chain().focus().toggleCodeBlock().run(),
  },
]

/** What can be done with the words that are selected. */
export function Toolbar({ editor, onAttach }: { readonly editor: Editor; readonly onAttach: () => void }) {
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      active: tools.filter(({ name }) => now.isActive(name)).map(({ name }) => name),
      link: now.isActive('link'),
      language: now.isActive('codeBlock') ? String(now.getAttributes('codeBlock')['language'] ?? '') : null,
    }),
  })
  const { language } = state
  return (
    <div className="composer-tools" role="toolbar" aria-label={t('How words stand out')}>
      {tools.map(({ name, icon, label, shortcut, run }) => (
        <IconButton
          key={name}
          icon={icon}
          label={label}
          {...(shortcut !== undefined && { shortcut })}
          size="small"
          pressed={state.active.includes(name)}
          // The words stay selected.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => run(editor)}
        />
      ))}
      <LinkTool editor={editor} isLink={state.link} />
      <IconButton icon="image" label={t('Attach a picture or a file')} size="small" onClick={onAttach} />
      {language !== null && (
        <select
          aria-label={t('Language of the code')}
          className="composer-language"
          value={language}
          onChange={(event) => {
            const chosen = event.target.value
            editor
              .chain()
              .focus()
              .updateAttributes('codeBlock', { language: chosen === '' ? null : chosen })
              .run()
          }}
        >
          <option value="">{t('plain')}</option>
          {[...new Set([...codeLanguages, ...(language === '' ? [] : [language])])].map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}

/** Makes a link of the selected words, or of the address itself; takes it away where there is one. */
function LinkTool({ editor, isLink }: { readonly editor: Editor; readonly isLink: boolean }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [href, setHref] = useState('')
  const address = /^[a-z][a-z0-9+.-]*:/i.test(href.trim()) ? href.trim() : `https://${href.trim()}`
  const isGood = href.trim() !== '' && isSafeAddress(address)
  const keep = (): void => {
    if (!isGood) return
    setAnchor(null)
    const link = { type: 'link', attrs: { href: address } }
    const chain = editor.chain().focus()
    if (editor.state.selection.empty) chain.insertContent({ type: 'text', text: address, marks: [link] }).run()
    else chain.extendMarkRange('link').setLink({ href: address }).run()
  }
  return (
    <>
      <IconButton
        icon="link"
        label={isLink ? t('Take the link away') : t('Link')}
        size="small"
        pressed={isLink}
        onPointerDown={(event) => event.preventDefault()}
        onClick={(event) => {
          if (isLink) editor.chain().focus().extendMarkRange('link').unsetLink().run()
          else {
            setHref('')
            setAnchor(event.currentTarget)
          }
        }}
      />
      <Popover open={anchor !== null} anchor={anchor} side="top" label={t('Link')} onClose={() => setAnchor(null)}>
        <form
          className="composer-link"
          onSubmit={(event) => {
            event.preventDefault()
            event.stopPropagation()
            keep()
          }}
        >
          <TextField
            label={t('Address')}
            value={href}
            onChange={(event) => setHref(event.target.value)}
            placeholder="https://"
          />
          <Button variant="primary" size="small" type="submit" disabled={!isGood}>
            {t('Link')}
          </Button>
        </form>
      </Popover>
    </>
  )
}
