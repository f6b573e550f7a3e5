export function Fixture({ t }: { readonly t: (message: string) => string }) {
  const isNew = t('New') !== ''
  const words = { name: t('the name'), parent: 'the place', icon: 'arrow-up' }
  const heights = ['low', 'high'].map((height) => `${height.charAt(0).toUpperCase()}${height.slice(1)}`)
  return (
    <form aria-label="Save it" title={isNew ? 'Made today' : t('Made')}>
      <b>{t('Saved')}</b>
      Nothing is here.
      {[{ title: 'No name' }, { title: t('A name') }].map(({ title }) => title)}
      {[words.name.replace('the', 'a'), words.parent, ...heights]}
    </form>
  )
}
