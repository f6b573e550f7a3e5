import type { Editor } from '@tiptap/core'
import type { MentionNoun } from '@fulcrum/domain/rich-text'
import type { AvatarPerson, IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

/** Something that can be chosen while typing. */
export interface Choice {
  readonly id: string
  readonly title: string
  readonly note?: string | undefined
  readonly icon?: IconName
  readonly person?: AvatarPerson
  /** What a mention of it names. */
  readonly mention?: { readonly noun: MentionNoun; readonly id: string }
  /** What a block does to the text. */
  readonly run?: (editor: Editor) => void
}

/** What `/` offers: blocks, by names that people look for. */
export function blockChoices(pickFile: () => void): readonly (Choice & { readonly words: string })[] {
  return [
    {
      id: 'heading',
      title: t('Heading'),
      icon: 'heading',
      words: t('heading title h2 ##'),
      run: (editor) => void editor.chain().focus().toggleHeading({ level: 2 }).run(),
    },
    {
      id: 'small-heading',
      title: t('Small heading'),
      icon: 'heading',
      words: t('small heading h3 ###'),
      run: (editor) => void editor.chain().focus().toggleHeading({ level: 3 }).run(),
    },
    {
      id: 'bullets',
      title: t('List'),
      icon: 'list',
      words: t('list bullets - *'),
      run: (editor) => void editor.chain().focus().toggleBulletList().run(),
    },
    {
      id: 'numbers',
      title: t('Numbered list'),
      icon: 'list-numbers',
      words: t('numbered list ordered 1.'),
      run: (editor) => void editor.chain().focus().toggleOrderedList().run(),
    },
    {
      id: 'tasks',
      title: t('Checklist'),
      icon: 'checklist',
      words: t('checklist todo tasks [ ]'),
      run: (editor) => void editor.chain().focus().toggleTaskList().run(),
    },
    {
      id: 'quote',
      title: t('Quote'),
      icon: 'quote',
      words: t('quote >'),
      run: (editor) => void editor.chain().focus().toggleBlockquote().run(),
    },
    {
      id: 'code',
      title: t('Code'),
      icon: 'code-block',
      words: t('code block ```'),
      run: (editor) => void editor.chain().focus().toggleCodeBlock().run(),
    },
    {
      id: 'line',
      title: t('Line'),
      icon: 'minus',
      words: t('line divider rule ---'),
      run: (editor) => void editor.chain().focus().setHorizontalRule().run(),
    },
    {
      id: 'file',
      title: t('Picture or file'),
      icon: 'image',
      words: t('picture image file attach upload'),
      run: () => pickFile(),
    },
  ]
}

/** Languages of code that are offered; others are typed behind the three ticks. */
export const codeLanguages = [
  'bash',
  'c',
  'c++',
  'c#',
  'css',
  'diff',
  'go',
  'html',
  'java',
  'javascript',
  'json',
  'kotlin',
  'markdown',
  'php',
  'python',
  'ruby',
  'rust',
  'sql',
  'swift',
  'typescript',
  'xml',
  'yaml',
] as const

/** Those whose name has a word that begins so. */
export function beginsWith(name: string, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  const folded = name.toLowerCase()
  return folded.startsWith(wanted) || folded.split(/[\s.,-]+/).some((word) => word.startsWith(wanted))
}
