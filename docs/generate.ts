// Writes the pages that are made from the sources, and removes those whose source is gone.
// Usage: npm run docs
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { generatedPages } from './generate/pages.ts'

const root = new URL('../', import.meta.url)
const folder = 'docs/rules'
const pages = generatedPages()

mkdirSync(new URL(folder, root), { recursive: true })
const old = readdirSync(new URL(folder, root)).filter((name) => !pages.has(`${folder}/${name}`))
for (const name of old) rmSync(new URL(`${folder}/${name}`, root))
for (const [path, text] of pages) writeFileSync(new URL(path, root), text)
console.log(`${pages.size} files in ${folder}`)
