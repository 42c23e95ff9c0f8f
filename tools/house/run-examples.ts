// Runs the examples of one page in one process: each is a module of its own, in the order of the page.
// Usage: node --import tsx run-examples.ts results.json first.ts second.ts ...
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [results, ...files] = process.argv.slice(2)
const errors: (string | null)[] = []
for (const file of files) {
  try {
    await import(pathToFileURL(file).href)
    errors.push(null)
  } catch (error) {
    errors.push(error instanceof Error ? (error.stack ?? String(error)) : String(error))
  }
  writeFileSync(results, JSON.stringify(errors))
}
