import { thumbnailSizes, uploadQuery, uploadedFile } from '@fulcrum/protocol'
import { inputSchema, outputSchema } from './json-schemas.ts'
import type { JsonSchema } from './json-schemas.ts'

const bytes = {
  'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } },
}

/** The paths of files, which are sent and read as they are; `refusals` is what every request may be answered with. */
export function filePaths(refusals: JsonSchema): JsonSchema {
  return { '/api/files': { post: sendOperation(refusals) }, '/files/{hash}/{name}': { get: readOperation(refusals) } }
}

function sendOperation(refusals: JsonSchema): JsonSchema {
  // @NOTE the schema of an object is an object with properties.
  const { properties, required } = inputSchema(uploadQuery) as {
    properties: Record<string, JsonSchema>
    required: string[]
  }
  const said: Readonly<Record<string, string>> = {
    board: 'The board for whose cell it is: the caller must have the right to edit items there.',
    column: 'The number of the column, where the right to edit it is to be asked before anything is sent.',
    name: 'What the file is called.',
  }
  return {
    operationId: 'files.send',
    tags: ['file'],
    summary: 'Sends a file, to be put into a cell afterwards.',
    description:
      'The body is the content as it is, of any type. The answer is an entry of a cell of the kind `file`: put it there with `item.setCells`. A file that is in no cell a day later is removed. The token needs the right to write, and the board must be one of its places.',
    parameters: Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      description: said[name],
      schema,
    })),
    requestBody: { required: true, content: bytes },
    responses: {
      '200': {
        description: 'What the file was found to be.',
        content: { 'application/json': { schema: outputSchema(uploadedFile) } },
      },
      ...refusals,
    },
  }
}

function readOperation(refusals: JsonSchema): JsonSchema {
  const inPath = (name: string, description: string, schema: object) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema,
  })
  return {
    operationId: 'files.read',
    tags: ['file'],
    summary: 'Gives the content of a file.',
    description:
      'For whoever may read a cell that holds it; others get the same answer as for a file that is not there. Ranges and `If-None-Match` are answered.',
    parameters: [
      inPath('hash', 'The SHA-256 that the cell names.', { type: 'string', pattern: '^[0-9a-f]{64}$' }),
      inPath('name', 'The name under which it is saved: any.', { type: 'string' }),
      {
        name: 'fit',
        in: 'query',
        required: false,
        description: 'Of a picture, a small one as WebP that fits into a square of so many pixels.',
        schema: { type: 'string', enum: thumbnailSizes.map(String) },
      },
    ],
    responses: {
      '200': { description: 'The content.', content: bytes },
      '206': { description: 'The range that was asked for.', content: bytes },
      ...refusals,
    },
  }
}
