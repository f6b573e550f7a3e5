export function Fixture({ t }: { readonly t: (message: string) => string }) {
  return (
    <form aria-label="Save it">
      <b>{t('Saved')}</b>
      Nothing is here.
      {[{ title: 'No name' }, { title: t('A name') }].map(({ title }) => title)}
    </form>
  )
}
