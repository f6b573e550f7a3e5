import type { UploadedFile } from '@fulcrum/protocol'
import type { Editor } from '@tiptap/core'
import { useEffect, useRef } from 'react'
import { useToasts } from '../../../shell/client-context.tsx'
import { sayError } from '../../../shell/http.ts'
import { sendFile } from '../../../shell/send-file.ts'

const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

export interface Pictures {
  /** Sends those of the files that are pictures, and puts each into the text; true where there was one. */
  readonly take: (files: Iterable<File>) => boolean
  readonly pick: () => void
}

/** Puts pictures into a doc: they are sent to our own store first. */
export function usePictures(docId: string, editor: () => Editor | null): Pictures {
  const toasts = useToasts()
  const gone = useRef(new AbortController())
  useEffect(() => {
    const leaving = (gone.current = new AbortController())
    return () => leaving.abort()
  }, [])
  const take = (files: Iterable<File>): boolean => {
    const pictures = [...files].filter(({ type }) => pictureTypes.includes(type))
    for (const picture of pictures) void send(picture)
    return pictures.length > 0
  }
  async function send(picture: File): Promise<void> {
    const name = picture.name === '' ? 'image.png' : picture.name.slice(0, 200)
    const path = `/docs/${docId}/files?${new URLSearchParams({ name })}`
    const options = { onProgress: () => undefined, signal: gone.current.signal }
    try {
      const { hash } = await sendFile<UploadedFile>(path, picture, options)
      editor()
        ?.chain()
        .focus()
        .insertContent({ type: 'image', attrs: { file: hash, name: name.replaceAll(/\p{Cc}/gu, ' ') } })
        .run()
    } catch (error) {
      if (error !== null) toasts.show({ text: sayError(error), icon: 'warning', tone: 'danger' })
    }
  }
  const pick = (): void => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.accept = pictureTypes.join(',')
    input.addEventListener('change', () => take(input.files ?? []))
    input.click()
  }
  return { take, pick }
}
