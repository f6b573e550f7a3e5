/** The two letters as a small tag: flags are in no font that every computer has. */
export function CountryTag({ code }: { readonly code: string }) {
  return (
    <span className="fc-code fu-mono" aria-hidden>
      {code}
    </span>
  )
}
