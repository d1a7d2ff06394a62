import type { GeneratedRow } from './generate-articles.ts'
import { generateSentence } from './generate-articles.ts'
import { seededRandom } from '../eval/mutations.ts'

/** Sentences that make some 600 words together with a generated article's own twelve. */
const FURTHER = 8

/** A made-up article as its outlet's page: its text among what stands around texts. */
export function generatePage(row: Omit<GeneratedRow, 'seenAt'>, number: number): string {
  const random = seededRandom(number + 1)
  const further = Array.from({ length: FURTHER }, () => generateSentence(random))
  const linked = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: row.title,
    datePublished: row.publishedAt,
  }
  const list = (name: string, count: number) =>
    Array.from({ length: count }, (_, one) => `<li><a href="/${name}/${one}">More on ${name} ${one}</a></li>`).join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${row.title} | ${row.outlet}</title>
<link rel="canonical" href="${row.url}"><meta property="og:site_name" content="${row.outlet}">
<meta property="og:title" content="${row.title}"><script type="application/ld+json">${JSON.stringify(linked)}</script>
<style>body { margin: 0 } .ad { display: block }</style><script>window.ads = []</script></head>
<body><header><a href="/">${row.outlet}</a><nav><ul>${list('section', 25)}</ul></nav></header>
<main><article><h1>${row.title}</h1><p class="byline">By Ines Varga</p><time datetime="${row.publishedAt}">Today</time>
${[...row.text.split('\n\n'), ...further].map((text) => `<p>${text}</p>`).join('\n')}
<figure><img src="/lock.jpg" alt=""><figcaption>The lock at night. Photo: ${row.outlet}</figcaption></figure></article>
<aside class="related"><h2>Read also</h2><ul>${list('story', 20)}</ul></aside>
<form class="newsletter"><p>Sign up for our newsletter</p><input name="mail"><button>Sign up</button></form></main>
<footer><p>All rights reserved.</p><ul>${list('about', 15)}</ul></footer></body></html>`
}
