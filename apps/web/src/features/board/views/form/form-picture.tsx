import { useEffect, useRef } from 'react'
import { drawForm, type DrawnForm, type FormWork } from '../../../../shell/forms/draw-form.ts'

interface FormPictureProps {
  readonly form: DrawnForm
  readonly work: FormWork
}

/** The form as its page draws it: by the same few lines, so that what is built here is what is seen there. */
export function FormPicture({ form, work }: FormPictureProps) {
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(work)
  useEffect(() => {
    latest.current = work
  })
  // The same questions are drawn once: what stands in the fields stays.
  const key = JSON.stringify(form)
  const preview = work.preview === true
  useEffect(() => {
    if (box.current === null) return
    drawForm(box.current, JSON.parse(key) as DrawnForm, {
      send: (answers, trap) => latest.current.send(answers, trap),
      sendFile: (column, file) => latest.current.sendFile(column, file),
      preview,
    })
  }, [key, preview])
  return <div ref={box} />
}
