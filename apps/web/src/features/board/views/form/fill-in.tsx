import { DomainError, fixedCells, groupOfAnswers, isOnlyLinks, readAnswers } from '@fulcrum/domain'
import type { Answers, FormSettings, Json } from '@fulcrum/domain'
import type { UploadedFile } from '@fulcrum/protocol'
import { EmptyState, NoPermissionState } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { FormRefusal, type DrawnForm } from '../../../../shell/forms/draw-form.ts'
import { sendFile } from '../../../../shell/send-file.ts'
import { useWorld } from '../../../../shell/world.tsx'
import { useScene } from '../../scene.tsx'
import { FormPicture } from './form-picture.tsx'

interface FillInProps {
  readonly form: Omit<DrawnForm, 'people'>
  readonly settings: FormSettings
}

/** The form for those on the board: an answer is an item that they make themselves, at once and without a connection too. */
export function FillIn({ form, settings }: FillInProps) {
  const { boardId, state, rights, runner, context } = useScene()
  const { isStill = false } = useWorld()
  if (isStill) {
    return (
      <EmptyState
        icon="history"
        text={t('Nothing can be changed here. A form is answered on the board as it is now.')}
      />
    )
  }
  if (!rights.edit) {
    return <NoPermissionState text={t('You can only look at this board. Ask an editor of it for the form’s link.')} />
  }
  const send = async (answers: Answers): Promise<string> => {
    if (settings.refuseLinks === true && isOnlyLinks(answers))
      throw new FormRefusal('Say a little more than an address.')
    const read = readAnswers(state, form.questions, answers, context)
    if ('problems' in read) throw new FormRefusal('Some answers need another look.', read.problems)
    const group = groupOfAnswers(state, settings)
    if (group === undefined) throw new FormRefusal('This board has no group for the item: make one first.')
    const cells = [...read.cells, ...fixedCells(state, settings, form.questions)]
    const args = { id: runner.newId(), title: read.title, group, cells: cells as unknown as Json }
    const answer = await runner.run('item.create', args)
    if (answer.ok) return settings.thanks?.trim() ?? ''
    const column = answer.details['column']
    throw new FormRefusal(
      told(answer.message),
      typeof column === 'number' ? [{ column, message: told(answer.message) }] : [],
    )
  }
  return (
    <div className="fv-sheet">
      <FormPicture
        form={{ ...form, people: context.people.map(({ id, name }) => ({ id, name })) }}
        work={{
          send,
          async sendFile(column, file) {
            const query = new URLSearchParams({ board: boardId, column: String(column), name: file.name || 'file' })
            const options = { onProgress: () => {}, signal: new AbortController().signal }
            const sent = await sendFile<UploadedFile>(`api/files?${query}`, file, options).catch((error: unknown) => {
              throw new Error(error instanceof DomainError ? error.message : 'It could not be sent.')
            })
            // @NOTE an uploaded file is an entry of a cell: JSON.
            return { value: sent as unknown as Json, name: sent.name }
          },
        }}
      />
    </div>
  )
}
