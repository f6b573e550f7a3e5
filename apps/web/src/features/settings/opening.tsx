import { Skeleton } from '@fulcrum/ui'
import { NotHereYet } from '../../shell/not-here-yet.tsx'

/** Keeps the place of a page whose content comes with the account. */
export function Opening({ label }: { readonly label: string }) {
  return (
    <>
      <NotHereYet />
      <Skeleton lines={5} heightPx={46} label={label} />
    </>
  )
}
