import { callOperator, isHeld, readConfig, resetOwnerHere, type OwnerReset } from '@fulcrum/server/operations'
import { parseArgs } from 'node:util'
import { UsageError, type Command } from '../command.ts'

export const resetOwner: Command = {
  name: 'reset-owner',
  usage: '[EMAIL] [--data DIR] [--url ADDRESS]',
  summary: 'print a one-use link by which an owner, or a member who becomes one, comes in with a new password',
  run: async (args) => {
    const options = { data: { type: 'string' }, url: { type: 'string' }, port: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const [email, ...rest] = positionals
    if (rest.length > 0) throw new UsageError('at most one e-mail address can be given')
    const config = readConfig(values, process.env)
    try {
      const running = await isHeld(config.dataDir)
      // @NOTE the answer of our own operation of that name.
      const reset = running
        ? ((await callOperator(config.dataDir, 'reset-owner', { email })) as OwnerReset)
        : await resetOwnerHere(config, email)
      for (const line of sayReset(reset, running)) console.error(line)
      console.log(reset.url)
      return 0
    } catch (error) {
      console.error(`fulcrum reset-owner: ${error instanceof Error ? error.message : String(error)}`)
      return 1
    }
  },
}

/** What stands above the link, which alone goes to the output. */
function sayReset({ email, name, promoted }: OwnerReset, running: boolean): readonly string[] {
  const whose =
    email === null
      ? 'There is no owner yet. Whoever opens this link becomes the first; it works once, within a day.'
      : `${name} <${email}> chooses a new password by this link; it works once, within a day, and ends their sessions and tokens then.`
  return [
    ...(promoted ? [`${name} is an owner now.`] : []),
    whose,
    ...(running ? [] : ['Fulcrum does not run: start it with ./fulcrum up, then open the link.']),
  ]
}
