import { mergeConfig } from 'vitest/config'
import base from '../../vitest.config.ts'
import { mutants } from './mutants.ts'

const mutant = mutants.find(({ name }) => name === process.env['FULCRUM_MUTANT'])

/** Every test of the repository, with one mistake in it. */
export default mergeConfig(base, {
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      transform(code: string, id: string) {
        if (!mutant || !id.endsWith(mutant.file)) return undefined
        if (!code.includes(mutant.from)) throw new Error(`${mutant.file} has no place for "${mutant.name}" any more`)
        return code.replace(mutant.from, mutant.to)
      },
    },
  ],
})
