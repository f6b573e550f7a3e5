export {
  defineImportSource,
  importKinds,
  importRoles,
  type FieldGuess,
  type GuessSettings,
  type ImportAttachment,
  type ImportComment,
  type ImportDocument,
  type ImportField,
  type ImportFile,
  type ImportHistoryEntry,
  type ImportKind,
  type ImportLink,
  type ImportOption,
  type ImportOptions,
  type ImportPerson,
  type ImportRecord,
  type ImportRole,
  type ImportSource,
  type ImportSourceIdentity,
  type ImportValue,
} from './import-source.ts'
export {
  dateStyles,
  dateStylesOf,
  dayToIso,
  hasTimeOfDay,
  parseDateText,
  parseRangeText,
  readDateText,
  serialToIso,
  type DateStyle,
  type ReadDate,
} from './dates.ts'
export { parseNumberText, readNumberText, type NumberStyle, type ReadNumber } from './numbers.ts'
export { looksLikeLink, looksLikeNamedLink } from './contact-texts.ts'
export { parseBooleanText } from './boolean-words.ts'
export { stageOf, type LabelTheme } from '@fulcrum/columns'
export { titleHint, type TitleHint } from './title-words.ts'
export { labelOptions } from './label-options.ts'
export { ColumnProfile, distinctLimit } from './column-profile.ts'
export { columnRoleOf, guessField, type GuessContext } from './guess.ts'
export { bestDateStyle, dayOrderOf } from './day-order.ts'
export { readValue } from './read-value.ts'
export { elementsOf, type ImportKindDefinition, type ReadResult, type ReadValue } from './kinds/kind.ts'
export { importKindDefinitions, importKindOf } from './kinds/all.ts'
export { looksLikePerson, peopleOf, personOf } from './people.ts'
export { FidelityLog, fidelityReasons, shorten, type FidelityProblem, type FidelityReason } from './fidelity.ts'
export { emptyRecord, fieldKey, hashText, isUnsafeKey, titleColumns, unique, type TitledColumn } from './keys.ts'
export {
  checkFileSize,
  defaultLimits,
  limitsOf,
  recordTooLarge,
  tooManyFields,
  tooManyRecords,
  type ImportLimits,
} from './limits.ts'
export { ParentLinks } from './parent-links.ts'
export { LinkFields, waitingOf } from './link-fields.ts'
export { fileOf, fileText } from './attachments.ts'
export {
  NotThisEncoding,
  binaryKind,
  decodeFile,
  decodeHead,
  encodingOf,
  headBytes,
  readHead,
  refuseBinary,
  type TextEncoding,
} from './text.ts'
export {
  RowReader,
  delimiters,
  openDelimited,
  sniffDelimited,
  type DelimitedFormat,
  type DelimitedTable,
  type Delimiter,
} from './delimited.ts'
export { tableDocument } from './table/table.ts'
export type { TableCell } from './table/cells.ts'
export type { TableInput } from './table/input.ts'
export { inertText, plainText } from './inert.ts'
export { memoryFile } from './memory-file.ts'
export { asArray, asNumber, asObject, asObjects, asText, get, type Raw, type RawObject } from './json.ts'
export { JsonObjects } from './json-objects.ts'
export { StatedFields } from './stated-fields.ts'
export { StatedStock, type StatedField } from './stated-stock.ts'
export { isTimeZone } from './zone.ts'
export {
  importSourceLaws,
  type ContractSample,
  type HostileSample,
  type ImportSourceLaw,
} from './import-source-contract.ts'
export { endless, hostileFiles } from './hostile-files.ts'
