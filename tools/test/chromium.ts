import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const places = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/snap/bin/chromium',
]

/** The installed Chromium: the one named by FULCRUM_CHROMIUM, else the first found under its usual names. */
function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const given = env['FULCRUM_CHROMIUM']
  if (given !== undefined && given !== '') return isExecutable(given) ? given : undefined
  const folders = (env['PATH'] ?? '').split(path.delimiter)
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...candidates, ...places].find(isExecutable)
}

/** A program by its name, where people's and where administrators' programs are. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => path.join(folder, name)).find(isExecutable)
}

/** Finds Chromium, or installs the platform's package where that needs nobody's password. */
export function ensureChromium(say: (line: string) => void): { found: string } | { missing: string } {
  const installed = findChromium()
  if (installed !== undefined) return { found: installed }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('installing Chromium with apt-get')
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
        .status === 0
    if (apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium')) {
      const found = findChromium()
      if (found !== undefined) return { found }
    }
  }
  return {
    missing: 'no Chromium was found; install it (for example: apt-get install chromium) or set FULCRUM_CHROMIUM',
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
