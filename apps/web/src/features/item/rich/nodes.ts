import { Node, mergeAttributes, type Extensions } from '@tiptap/core'
import { TaskItem, TaskList } from '@tiptap/extension-list'
import { StarterKit } from '@tiptap/starter-kit'
import { isSafeAddress, type MentionNoun } from '@fulcrum/domain/rich-text'
import { filePath } from '@fulcrum/protocol'
import { appHref } from '@fulcrum/ui'

/** The name of what a text names, while it is written. */
export type LabelOf = (noun: MentionNoun, id: string) => string

/** The schema of the editor: the closed set of rich texts, and nothing beside it. */
export function editorNodes(labelOf: LabelOf): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3] },
      underline: false,
      trailingNode: false,
      link: {
        openOnClick: false,
        autolink: true,
        linkOnPaste: true,
        defaultProtocol: 'https',
        protocols: ['http', 'https', 'mailto'],
        isAllowedUri: (url) => isSafeAddress(url),
        shouldAutoLink: (url) => isSafeAddress(url) && /^https?:/i.test(url),
        HTMLAttributes: { target: null, rel: null, class: null },
      },
      codeBlock: { exitOnTripleEnter: true },
    }),
    TaskList,
    TaskItem.configure({ nested: true }),
    mentionNode(labelOf),
    imageNode,
    fileNode,
  ]
}

/** One piece that names somebody or something: removed as a whole. */
function mentionNode(labelOf: LabelOf) {
  return Node.create({
    name: 'mention',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({
      noun: { default: 'member', parseHTML: (element) => element.getAttribute('data-mention') },
      id: { default: null, parseHTML: (element) => element.getAttribute('data-id') },
    }),
    parseHTML: () => [{ tag: '[data-mention][data-id]' }],
    renderHTML: ({ node }) => [
      'span',
      { class: 'item-mention', 'data-mention': String(node.attrs['noun']), 'data-id': String(node.attrs['id']) },
      // @NOTE only mentions of the closed set are put in.
      labelOf(node.attrs['noun'] as MentionNoun, String(node.attrs['id'])),
    ],
    renderText: ({ node }) => labelOf(node.attrs['noun'] as MentionNoun, String(node.attrs['id'])),
  })
}

const kept = {
  name: { default: '' },
  hash: { default: '' },
  sizeBytes: { default: 0 },
  type: { default: '' },
}

const addressOf = (attrs: { readonly [name: string]: unknown }): string =>
  appHref(`/${filePath({ hash: String(attrs['hash']), name: String(attrs['name']) })}`)

/** A picture of the store. What is pasted as HTML makes none: pictures of elsewhere are never fetched. */
const imageNode = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ ...kept, alt: { default: null } }),
  renderHTML: ({ node }) => [
    'img',
    mergeAttributes({ class: 'rich-editor-image', src: addressOf(node.attrs), alt: String(node.attrs['name']) }),
  ],
})

const fileNode = Node.create({
  name: 'file',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => kept,
  renderHTML: ({ node }) => ['div', { class: 'rich-file' }, String(node.attrs['name'])],
})
