import type { TreeDoc } from '@fulcrum/protocol'
import { TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { NameDialog } from '../name-dialog.tsx'
import { useDocCopies } from '../use-doc-copies.ts'

interface SaveDocTemplateDialogProps {
  readonly doc: Pick<TreeDoc, 'id' | 'name' | 'access'>
  readonly onClose: () => void
}

/** Asks what a template is called that is made of a doc, and what it is good for. */
export function SaveDocTemplateDialog({ doc, onClose }: SaveDocTemplateDialogProps) {
  const { saveTemplate } = useDocCopies()
  const [description, setDescription] = useState('')
  return (
    <NameDialog
      title={t('Save as template')}
      initial={doc.name}
      button={t('Save template')}
      onClose={onClose}
      onName={(name) => saveTemplate(doc, { name, description })}
    >
      <TextField
        label={t('What it is good for')}
        value={description}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setDescription(event.target.value)}
      />
      <p className="form-note">
        {doc.access === 'main'
          ? t('Everyone here may use the template. Comments and versions stay with the doc.')
          : t('The template is yours alone until you share it. Comments and versions stay with the doc.')}
      </p>
    </NameDialog>
  )
}
