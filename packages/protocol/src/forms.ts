import { idOf } from '@fulcrum/domain'
import type { FormAudience, FormQuestion } from '@fulcrum/domain'
import * as z from 'zod/mini'

// Forms over HTTP. People of a board share one by a link, of which a view has one at most:
//
//   GET    /forms/shared/:board/:view    FormLink or null: how it is shared
//   POST   /forms/share                  FormShare; makes a new link, which ends the one before it; answers a FormLink
//   POST   /forms/share/limits           FormLimits; the link stays the same
//   POST   /forms/unshare                { board, view }; the link ends at once
//
// Whoever has the link answers by it. These need no session, unless the form is for members:
//
//   GET    /f/:token                     the page, the same for every token
//   GET    /forms/open/:token            OpenForm: what is asked
//   POST   /forms/open/:token/answers    FormAnswer; answers FormThanks
//   POST   /forms/open/:token/files?column=…&name=…   the content as the body; answers a ticket that stands for it in an answer
//
// Refusals are `{ error: { code, message, details } }` like everywhere; `details.problems` says what is wrong with which answer.

const sharedView = { board: idOf('board'), view: idOf('view') }

const limits = {
  /** When the form closes, ms UTC; null is never. */
  closesAt: z.nullable(z.int().check(z.gte(0))),
  /** How many answers it takes; null is any number. */
  maxAnswers: z.nullable(z.int().check(z.gte(1), z.lte(1_000_000))),
}

/** `POST /forms/share` with these. */
export const formShare = z.strictObject({ ...sharedView, audience: z.enum(['members', 'anybody']), ...limits })
export type FormShare = z.infer<typeof formShare>

/** `POST /forms/share/limits` with these. */
export const formLimits = z.strictObject({ ...sharedView, ...limits })
export type FormLimits = z.infer<typeof formLimits>

/** `POST /forms/unshare` with these. */
export const formUnshare = z.strictObject(sharedView)

/** How a form is shared, for those who may share it. */
export interface FormLink {
  /** Null where it was made under another secret of the installation: it still works, and only a new link can be shown. */
  readonly url: string | null
  readonly audience: FormAudience
  readonly closesAt: number | null
  readonly maxAnswers: number | null
  readonly answers: number
  readonly createdAt: number
}

/** What a form asks. */
export interface OpenForm {
  readonly title: string
  readonly description: string
  readonly questions: readonly FormQuestion[]
  /** Who can be named; empty unless the form is for members. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly maxFileBytes: number
  /** Says when the form was opened; an answer brings it back. */
  readonly stamp: string
}

const text = z.string().check(z.maxLength(20_000))

/** `POST /forms/open/:token/answers` with these. */
export const formAnswer = z.strictObject({
  /** Made anew for each answer: a repeat is taken once. */
  id: z.string().check(z.regex(/^[0-9a-f-]{36}$/, 'Expected a UUID.')),
  stamp: z.string().check(z.maxLength(200)),
  /** By the column's number, or `title`. Of a file, the tickets of what was sent. */
  answers: z.record(
    z.string().check(z.regex(/^(?:title|[1-9]\d{0,8})$/, 'Expected a question.')),
    z.union([
      text,
      z.boolean(),
      z.array(z.union([z.int(), z.string().check(z.maxLength(3_000))])).check(z.maxLength(100)),
    ]),
  ),
  /** Nobody sees this field, so whoever fills it is no person. */
  website: z.optional(z.string().check(z.maxLength(2_000))),
})
export type FormAnswer = z.infer<typeof formAnswer>

/** What is said once an answer has come. */
export interface FormThanks {
  readonly thanks: string
}

/** What stands for a file that was sent. */
export interface FormFile {
  readonly ticket: string
  readonly name: string
  readonly sizeBytes: number
}
