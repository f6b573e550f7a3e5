import { Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { ChosenPlace } from './use-place.ts'

/** Asks where boards go. */
export function PlaceFields({ place }: { readonly place: ChosenPlace }) {
  return (
    <>
      {place.workspaces.length > 1 && (
        <Select
          label={t('Workspace')}
          options={place.workspaces}
          value={place.workspace}
          onChange={place.chooseWorkspace}
        />
      )}
      <Select label={t('Where')} options={place.folders} value={place.folder} onChange={place.chooseFolder} />
      {place.refusal !== undefined && <p className="template-refusal">{place.refusal}</p>}
    </>
  )
}
