import type { Editor } from '@tiptap/core'
import type { IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { insertTable } from './table.ts'

/** Something that the menu behind `/` puts at the caret. */
export interface Block {
  readonly id: string
  readonly title: string
  readonly icon: IconName
  /** By which it is found too, and how it is typed. */
  readonly words: string
  readonly hint?: string
  readonly run: (editor: Editor) => void
}

/** What `/` offers. */
export const blocks: readonly Block[] = [
  heading(1, t('Heading')),
  heading(2, t('Section')),
  heading(3, t('Small heading')),
  {
    id: 'bullets',
    title: t('List'),
    icon: 'list',
    words: t('list bullets unordered'),
    hint: '-',
    run: (editor) => void editor.chain().focus().toggleBulletList().run(),
  },
  {
    id: 'numbers',
    title: t('Numbered list'),
    icon: 'list-numbers',
    words: t('numbered ordered list'),
    hint: '1.',
    run: (editor) => void editor.chain().focus().toggleOrderedList().run(),
  },
  {
    id: 'tasks',
    title: t('Checklist'),
    icon: 'checklist',
    words: t('checklist todo tasks actions'),
    hint: '[ ]',
    run: (editor) => void editor.chain().focus().toggleTaskList().run(),
  },
  {
    id: 'table',
    title: t('Table'),
    icon: 'board',
    words: t('table grid rows columns'),
    run: insertTable,
  },
  {
    id: 'callout',
    title: t('Callout'),
    icon: 'info',
    words: t('callout note info hint'),
    hint: '!!',
    run: (editor) => void editor.chain().focus().wrapIn('callout').run(),
  },
  {
    id: 'warning',
    title: t('Warning'),
    icon: 'warning',
    words: t('warning callout danger caution'),
    run: (editor) => void editor.chain().focus().wrapIn('callout', { tone: 'warning' }).run(),
  },
  {
    id: 'quote',
    title: t('Quote'),
    icon: 'quote',
    words: t('quote citation'),
    hint: '>',
    run: (editor) => void editor.chain().focus().toggleBlockquote().run(),
  },
  {
    id: 'code',
    title: t('Code'),
    icon: 'code-block',
    words: t('code block snippet'),
    hint: '```',
    run: (editor) => void editor.chain().focus().toggleCodeBlock().run(),
  },
  {
    id: 'diagram',
    title: t('Diagram'),
    icon: 'flow',
    words: t('diagram mermaid flowchart drawing chart'),
    hint: t('```mermaid'),
    run: (editor) =>
      void editor
        .chain()
        .focus()
        .insertContent({
          type: 'diagram',
          content: [{ type: 'text', text: t('flowchart LR\n  Idea --> Work --> Done') }],
        })
        .run(),
  },
  {
    id: 'line',
    title: t('Line'),
    icon: 'minus',
    words: t('line divider rule'),
    hint: '---',
    run: (editor) => void editor.chain().focus().setHorizontalRule().run(),
  },
]

function heading(level: 1 | 2 | 3, title: string): Block {
  return {
    id: `heading-${level}`,
    title,
    icon: 'heading',
    words: t('heading title h{level} section', { level }),
    hint: '#'.repeat(level),
    run: (editor) => void editor.chain().focus().toggleHeading({ level }).run(),
  }
}
