import { DomainError } from '@fulcrum/domain/errors'
import { maxMarkdownLength, readMarkdownFile } from '@fulcrum/domain/doc-markdown'
import type { ToastStore } from '@fulcrum/ui'
import type { DocCommands } from '../../shell/doc-commands.ts'
import { bringText } from '../../shell/docs-to-come.ts'
import { sayError } from '../../shell/http.ts'
import { docPath } from '../../shell/paths.ts'

interface ImportDocPorts {
  readonly commands: Pick<DocCommands, 'create'>
  readonly toasts: ToastStore
  readonly isOnline: () => boolean
  readonly go: (path: string) => void
}

interface Place {
  readonly workspace: string
  readonly folder: string | null
}

/** Asks for a file of Markdown, makes a doc of it in this place, and opens it. */
export function importDoc(ports: ImportDocPorts, place: Place): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.md,.markdown,.mdown,.txt,text/markdown,text/plain'
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file === undefined) return
    takeFile(ports, place, file).catch((error: unknown) =>
      ports.toasts.show({ text: sayError(error), icon: 'warning', tone: 'danger' }),
    )
  })
  input.click()
}

async function takeFile({ commands, isOnline, go }: ImportDocPorts, place: Place, file: File): Promise<void> {
  const text = await wordsOf(file)
  const { name, doc } = readMarkdownFile(file.name, text)
  // The text waits in this page alone until the doc stands: with the page it would be lost.
  if (!isOnline())
    throw new DomainError('unavailable', `You are offline: “${file.name}” can be imported once the connection is back.`)
  const id = await commands.create({ ...place, name })
  // The refusal has been said.
  if (id === null) return
  bringText(id, doc)
  go(docPath(id))
}

/** A sign has four bytes at most: what is longer is not even read. */
async function wordsOf(file: File): Promise<string> {
  if (file.size > 4 * maxMarkdownLength) {
    throw new DomainError('too-large', `“${file.name}” is larger than a doc takes at once. Take it in by parts.`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
  } catch {
    throw new DomainError('invalid', `“${file.name}” is no text. Choose a file of Markdown, in UTF-8.`)
  }
}
