import type { EditorProps } from '@fulcrum/columns/web'
import type { Json } from '@fulcrum/domain'
import { Suspense, use } from 'react'
import type { ComponentType } from 'react'
import { Waiting } from './later.ts'
import { useKinds } from './world.tsx'

interface KindEditorProps extends EditorProps<Json, Json> {
  /** The editor of the kind's view. */
  readonly Editor: ComponentType<EditorProps<Json, Json>>
}

/** Edits a value. While only the sight of its kind is here it waits for the rest, and no key is lost that is pressed for it. */
export function KindEditor(props: KindEditorProps) {
  return (
    <Suspense fallback={<Waiting />}>
      <WholeKindEditor {...props} />
    </Suspense>
  )
}

function WholeKindEditor({ Editor, ...props }: KindEditorProps) {
  const { kinds } = useKinds()
  if (kinds.isBegun) use(kinds.fetch())
  return <Editor {...props} />
}
