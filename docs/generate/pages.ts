// All generated pages and pictures in memory: what `npm run docs` writes, and what a test compares with the files.
import { catalogue } from './catalogue.ts'
import { listPage } from './list.ts'
import { rulePage } from './page.ts'
import { picture } from './picture.ts'

/** The texts by their paths from the root. */
export function generatedPages(): Map<string, string> {
  const entries = catalogue()
  const pages = new Map([['docs/rules/index.md', listPage(entries)]])
  for (const entry of entries) {
    const drawn = picture(entry)
    pages.set(`docs/rules/${entry.name}.md`, rulePage(entry, drawn))
    pages.set(`docs/rules/${entry.name}.svg`, `${drawn.svg}\n`)
  }
  return pages
}
