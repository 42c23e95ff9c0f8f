// Writes the pages that are made from the sources, removes those whose source is gone, and draws the picture of first-hour.md.
// Usage: npm run docs
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tapeFigure } from './first-hour/tape.ts'
import { generatedPages } from './generate/pages.ts'

const root = new URL('../', import.meta.url)
const folder = 'docs/rules'
const pages = generatedPages()

mkdirSync(new URL(folder, root), { recursive: true })
const old = readdirSync(new URL(folder, root)).filter((name) => !pages.has(`${folder}/${name}`))
for (const name of old) rmSync(new URL(`${folder}/${name}`, root))
for (const [path, text] of pages) writeFileSync(new URL(path, root), text)
writeFileSync(new URL('docs/first-hour/tape.svg', root), tapeFigure())
console.log(`${pages.size} files in ${folder}`)
