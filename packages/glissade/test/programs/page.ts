// Two Web Workers in an isolated page of a headless browser: builds the page, serves it, and prints what it says.
// Run: node --import tsx packages/glissade/test/programs/page.ts [chromium | firefox]
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, preview, type Connect, type Plugin } from 'vite'

const folder = mkdtempSync(join(tmpdir(), 'glissade-page-'))
let finish: (code: number) => void = () => {}
const finished = new Promise<number>((resolve) => (finish = resolve))

/** Prints what the page posts; the last word ends the program. */
const listen: Connect.NextHandleFunction = (request, response) => {
  let line = ''
  request.on('data', (part: Buffer) => (line += part.toString()))
  request.on('end', () => {
    response.end()
    console.log(line)
    if (line === 'done') finish(0)
    if (line.startsWith('failed')) finish(1)
  })
}
const said: Plugin = {
  name: 'said',
  configurePreviewServer: ({ middlewares }) => void middlewares.use('/said', listen),
}

const root = fileURLToPath(new URL('page', import.meta.url))
const outDir = join(folder, 'dist')
await build({
  root,
  logLevel: 'warn',
  build: { outDir, emptyOutDir: true, target: 'esnext' },
  worker: { format: 'es' },
})
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}
const server = await preview({
  root,
  build: { outDir },
  plugins: [said],
  preview: { port: 4179, headers: isolated },
})
const name = process.argv[2] ?? 'chromium'
const profile = join(folder, 'profile')
mkdirSync(profile)
const flags = name.includes('firefox')
  ? ['--headless', '--no-remote', '--profile', profile]
  : ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`]
const browser = spawn(name, [...flags, 'http://localhost:4179/'], { stdio: 'ignore' })
browser.once('error', ({ message }) => finish((console.error(message), 1)))
process.exitCode = await finished
const closed = new Promise((resolve) => browser.once('close', resolve))
if (browser.kill()) await closed
await server.close()
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
