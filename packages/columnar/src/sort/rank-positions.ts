/**
 * Position of every code: those with a rank in the order of rank (then number), the others after them by number.
 * Code 0 has -1.
 */
export function rankPositions(rank: readonly number[], maxCode: number): Int32Array {
  const positions = new Int32Array(maxCode + 1).fill(-1)
  const ranked: number[] = []
  rank.forEach((position, code) => {
    if (code >= 1 && code <= maxCode && Number.isFinite(position)) ranked.push(code)
  })
  ranked.sort((a, b) => (rank[a] as number) - (rank[b] as number) || a - b)
  let count = 0
  for (const code of ranked) positions[code] = count++
  for (let code = 1; code <= maxCode; code++) if ((positions[code] as number) < 0) positions[code] = count++
  return positions
}
