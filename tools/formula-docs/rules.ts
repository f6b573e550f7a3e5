/** What the table of functions does not say. */
export const rules = `# Formulas

A formula column computes a cell from other cells: of its own item, of its sub-items, of items that it is connected to.
Nobody edits such a cell and nothing of it is stored; it is always what the cells that it reads make of it.

    {Points} * 2
    IF({Due date} < TODAY() AND {Status} <> "Done", "late", "")
    SUM({Sub-items.Points}) / COUNT({Sub-items})
    COUNTIF({All sub-items.Status}, "Done")
    MAX({Epic.Due date}) - TODAY()

## Names

| Written | Is |
| --- | --- |
| \`{Due date}\` | the cell in the column of this title; capitals do not count |
| \`{Sub-items.Points}\` | a list: the cells of the items right below this one, not of those below these. \`{Sub-items}\` alone are their titles |
| \`{All sub-items.Points}\` | a list: the cells of all items below this one, at any depth; each item is followed by those below it |
| \`{Epic.Points}\` | a list: the cells of the items that the connection \`Epic\` names |
| \`{Title}\` \`{Key}\` \`{Created}\` \`{Created by}\` \`{Updated}\` \`{Updated by}\` | what every item has; a column of the same title goes before |
| \`{#12}\` \`{#title}\` | the same by number or inner name, for two columns of one title |

A backslash goes before \`}\`, \`{\`, \`.\`, \`\\\` and a first \`#\` that belong to a title: \`{v1\\.2}\`. The formula is kept with the
numbers of its columns, so renaming a column changes its text and nothing else. What a formula reads of a deleted column is
the error \`REF\`, which names the column (the cell's tooltip, the item's panel, \`message\` in the API); restoring it mends it.

Cells of several items stand in the order of the items, blanks among them; cells that hold several people or labels are put
behind each other. Functions say whether blanks count.

A formula that reads other boards is computed for each reader by what they may see there: \`ACCESS\` stands where they may not
see a board or a column, whatever it says. A formula may not lead back to itself, over any number of boards; who saves one that
does is told the columns of the circle. When a column that a formula reads becomes one of another kind or type, the formulas of
its board take that in with the same change, those of other boards a moment later; one that cannot says \`TYPE\` until the column
fits again or somebody changes the formula.

\`TODAY()\` is the account's day. The server writes each new one into the account's log at the midnight of its time zone, so that
everybody's cells change with the same change. The days of work are Monday to Friday, unless the account's settings say otherwise
(Settings, Account, or \`weekend\` and \`holidays\` of \`account.update\`).

## Values and types

Every part of a formula has a type that is known before any cell is read; what does not fit is refused with its place.

| Type | Written | Notes |
| --- | --- | --- |
| number | \`12.5\`, \`1e6\`, \`50%\` | always finite; 0 has no sign |
| text | \`"text"\`, \`'text'\` | a quote within is written twice; empty text is blank |
| TRUE or FALSE | \`TRUE\`, \`FALSE\` | a blank counts as FALSE |
| day | \`DATE(2026, 11, 24)\` | next to a day also \`"2026-11-24"\`; 0001-01-01 to 9999-12-31 |
| moment | \`{Created}\` | an instant; \`DATEOF\` gives its day in the account's time zone |
| duration | \`HOURS(1.5)\` | counted in milliseconds |
| label | \`{Status}\` | compared with \`"Done"\`, and taken for a text wherever one is wanted; a label that does not exist is refused, and renaming one changes the formula's text and nothing else. So it is with labels of a connected board, \`{Epic.Status}\`, and with those that a mirror of one column lists; where a label there is merged, the formula means the one that it became, also in the column that takes the place when the kind of theirs is changed: where that has no such label, the formula says that the column was deleted. Columns of several connected boards, and mirrors of several columns, are compared with texts: the formula keeps what was typed when a label there is renamed or merged |
| people | \`{Owner}\` | a list of persons |
| list | \`LIST(1, 2)\`, \`{Sub-items.Points}\` | of one type; an empty list is blank |

## Operators

Loosest first; those of one line bind from the left, so \`2 ^ 3 ^ 2\` is 64. As in spreadsheets \`-2 ^ 2\` is 4.

| Operator | Between | Makes |
| --- | --- | --- |
| \`OR\` | TRUE or FALSE | stops at the first TRUE |
| \`AND\` | TRUE or FALSE | stops at the first FALSE |
| \`NOT\` | TRUE or FALSE | |
| \`=\` \`<>\` | two of one type, lists too | texts match without regard to capitals; people in any order |
| \`<\` \`<=\` \`>\` \`>=\` | numbers, durations, days, moments, texts | texts by code point of their small letters |
| \`&\` | anything but lists | one text |
| \`+\` | numbers · durations · day and number · moment and duration | |
| \`-\` | numbers · durations · day and number · two days: a number · moment and duration · two moments: a duration | |
| \`*\` | numbers · duration and number | |
| \`/\` | numbers · duration and number · two durations: a number | by 0: \`DIV0\` |
| \`^\` | numbers | |
| \`-x\` \`+x\` | number, duration | |
| \`x%\` | number | a hundredth |

A formula may begin with \`=\`; \`;\` does as well as \`,\`, and \`≤ ≥ ≠ != × ÷\` as their usual forms. Numbers have a point for decimals.

## Blanks

A blank is an empty cell, an empty text, an empty list. What is not there makes nothing up:

1. **A blank makes the result blank**: \`{Points} * 2\`, \`ROUND({Points})\`, \`{Due date} + 7\`.
2. Added to or taken from numbers and durations it **counts as 0**, unless both are blank: \`BLANK() + 1\` is 1.
3. **Totals and lists pass over it**: \`AVERAGE\` of 4, blank and 6 is 5; \`SUM\` of nothing is 0, \`MIN\`, \`MAX\` and \`AVERAGE\` of nothing are blank.
4. Where a **text** is wanted it is empty text, where **TRUE or FALSE** is wanted it is FALSE.
5. \`=\` of two blanks is TRUE, of a blank and anything else FALSE. **No order holds for a blank**: an empty due date is neither before today nor after it.
`
