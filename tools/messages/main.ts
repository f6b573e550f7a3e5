import { writeFileSync } from 'node:fs'
import { allMessages, templateFile, templateText } from './catalogue.ts'

/** `node tools/messages/main.ts` writes every message of Fulcrum into the template of languages. */
const messages = allMessages()
writeFileSync(templateFile, templateText(messages))
console.log(`${messages.length} messages are in ${templateFile}`)
