// Opens an HTML report in headless Chromium, without network and without scripts of its own, and holds it against
// WCAG 2.2 AA with axe, in light and dark, at desktop and phone width.
// Usage: node axe.mjs CHROMIUM REPORT.html [SCREENSHOT-FOLDER]
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const [executablePath, report, screenshots] = process.argv.slice(2)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
})
let found = 0
for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 375, 320]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true })
    const page = await context.newPage()
    const requests = []
    page.on('request', request => { if (!request.url().startsWith('file:')) requests.push(request.url()) })
    await page.goto(pathToFileURL(report).href)
    if (screenshots) await page.screenshot({ path: `${screenshots}/${colorScheme}-${width}.png`, fullPage: false })
    for (const open of [false, true]) {
      await page.evaluate(open => document.querySelectorAll('details').forEach((d, i) => { d.open = open && i < 60 }), open)
      await page.evaluate(axe)
      const result = await page.evaluate(values => window.axe.run(document, { runOnly: { type: 'tag', values } }), tags)
      for (const violation of result.violations) {
        found++
        console.error(`${colorScheme} ${width}px: ${violation.id}: ${violation.help}`)
        for (const node of violation.nodes.slice(0, 3)) console.error(`   ${node.target.join(' ')}`)
      }
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (overflow > 0) { found++; console.error(`${colorScheme} ${width}px: the page is ${overflow}px wider than the screen`) }
    for (const url of requests) { found++; console.error(`the report asked the network for ${url}`) }
    await context.close()
  }
}
await browser.close()
console.log(`axe: ${found} findings in 12 views of ${report.split('/').pop()}`)
process.exit(found === 0 ? 0 : 1)
