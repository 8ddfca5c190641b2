// Holds messages.ndjson against the published schema of Cucumber messages and renders it with Cucumber's own formatter.
// Usage: node messages.mjs MESSAGES.ndjson OUT.html
import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import * as messages from '@cucumber/messages'
import { CucumberHtmlStream } from '@cucumber/html-formatter'

const [input, output] = process.argv.slice(2)
const envelopes = readFileSync(input, 'utf8').split('\n').filter(line => line !== '').map(line => messages.parseEnvelope(line))
const count = kind => envelopes.filter(envelope => envelope[kind] !== undefined).length

const started = count('testCaseStarted')
const finished = count('testCaseFinished')
if (started === 0 || started !== finished || count('testRunFinished') !== 1 || count('meta') !== 1) {
  console.error(`messages: ${started} test cases started, ${finished} finished, ${count('testRunFinished')} runs finished, ${count('meta')} meta`)
  process.exit(1)
}
const ids = new Set(envelopes.filter(e => e.testCase).map(e => e.testCase.id))
for (const envelope of envelopes) {
  if (envelope.testCaseStarted && !ids.has(envelope.testCaseStarted.testCaseId)) {
    console.error(`messages: ${envelope.testCaseStarted.testCaseId} was started and never defined`)
    process.exit(1)
  }
}

const stream = new CucumberHtmlStream()
const written = pipeline(stream, createWriteStream(output))
for (const envelope of envelopes) stream.write(envelope)
stream.end()
await written
console.log(`messages: ${envelopes.length} envelopes, ${finished} test cases, rendered`)
