import { StartError } from '@fulcrum/server/operations'
import { UsageError } from './command.ts'
import { commands, helpText } from './commands.ts'

/** Runs the call that the arguments name and gives its exit code. */
export async function main([name, ...args]: string[]): Promise<number> {
  const command = commands.find((each) => each.name === name)
  if (command === undefined) {
    console.error(`fulcrum: there is no command "${name ?? ''}".\n\n${helpText()}`)
    return 2
  }
  if (args.includes('--help') || args.includes('-h')) {
    console.log(`./fulcrum ${command.name} ${command.usage}\n    ${command.summary}`)
    return 0
  }
  try {
    return await command.run(args)
  } catch (error) {
    if (isUsage(error)) {
      console.error(`fulcrum ${command.name}: ${error.message}\n    ./fulcrum ${command.name} ${command.usage}`)
      return 2
    }
    if (error instanceof StartError) console.error(`fulcrum: ${error.message}`)
    else console.error(`fulcrum ${command.name} failed:`, error)
    return 1
  }
}

function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
