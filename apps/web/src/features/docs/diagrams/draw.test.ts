import { expect, test } from 'vitest'
import { sayProblem } from './draw.ts'

const text = 'flowchart LR\n  A --> B[Done]\n  B --> \n'

test('what is wrong with a diagram is said with its line, and without what its grammar waits for', () => {
  expect(
    sayProblem("Parse error on line 4:\n...[Done]  B -->\n---------------^\nExpecting 'AMP', 'COLON', got 'EOF'", text),
  ).toBe('Line 3 is not understood:\n...[Done]  B -->\n---------------^')
  expect(
    sayProblem('Parsing failed: Lexer error on line 2, column 5: unexpected character: ->?<- at offset: 9', text),
  ).toBe('Line 2 is not understood: unexpected character: ->?<- at offset: 9')
  expect(sayProblem('No diagram type detected matching given configuration for text: hello', 'hello')).toMatch(
    /^The first line/,
  )
  expect(
    sayProblem('Edge limit exceeded. 400 edges found, but the limit is 400.\nInitialize mermaid with maxEdges', text),
  ).toBe('This diagram has more than 400 lines between its parts: it is not drawn. Make two of it.')
  expect(sayProblem('', '')).toBe('This diagram cannot be drawn.')
})
