import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { findCorrectionNote } from '../../src/ingest/find-correction-note.ts'
import { readPage } from '../../src/ingest/read-page.ts'

const BODY = [
  'Las tripulaciones de los transbordadores pusieron fin el miércoles a una huelga de once días, tras una noche de diálogo.',
  'El sindicato dijo que sus miembros ganarán un seis por ciento más desde marzo y que nadie será despedido este año.',
  'La empresa no dijo cuánto costará el acuerdo. Las tarifas subirán una décima parte en primavera, informó el mes pasado.',
  'Unas cuatro mil personas viven en las islas, y la mayoría cruza a tierra firme para trabajar o estudiar.',
]
const page = (middle: string, end = '') =>
  `<html lang="es"><head><title>Termina la huelga</title></head><body><main><article><h1>Termina la huelga</h1>${BODY.slice(0, 2).map((text) => `<p>${text}</p>`).join('')}${middle}${BODY.slice(2).map((text) => `<p>${text}</p>`).join('')}${end}</article></main></body></html>` // prettier-ignore
const read = (html: string) => readPage(html, { input: 'a.html', url: null, outlets: [] })
const LINK = '<a href="/x">La tormenta cierra el puerto un día</a>'

const boxes: readonly (readonly [string, string])[] = [
  ['a paragraph', `<p><strong>Lea también: ${LINK}</strong></p>`],
  ['a box', `<div class="lea-tambien"><h4>Lea también</h4>${LINK}</div>`],
  ['what may be of interest', `<p>Le puede interesar: ${LINK}</p>`],
  ['a recommendation', `<p>Te recomendamos: ${LINK}</p>`],
  ['more of it', `<p>Ver más: ${LINK}</p>`],
  ['an arrow', `<p>&gt;&gt; Lea: ${LINK}</p>`],
  ['in English', `<p>READ MORE: ${LINK}</p>`],
  ['a caption', '<figure><img src="a.jpg"><figcaption>El puerto con tormenta. Foto: J. Roe</figcaption></figure>'],
  ['a caption of its own class', '<div class="pie-de-foto">El puerto con tormenta, en una imagen de archivo.</div>'],
  ['a post', '<blockquote class="twitter-tweet"><p>Mañana salimos con tormenta o sin ella.</p>— Ana Ruiz</blockquote>'],
  ['a newsletter', '<div class="boletin"><p>Reciba cada mañana las noticias de la tormenta en su correo.</p></div>'],
  ['a channel', '<p>Sigue nuestro canal de WhatsApp para no perderte nada de la tormenta</p>'],
]
for (const [what, box] of boxes) {
  test(`${what} inside an article is cut, and nothing else: ${box.slice(0, 40)}`, () => {
    equal(read(page(box)).text, BODY.join('\n\n'))
  })
}

test('who wrote it, its tags and its comments are cut', () => {
  const end =
    '<div class="autor"><p>J. Roe cubre los puertos desde 2010 y es autor de dos libros.</p></div><ul class="etiquetas"><li><a href="/t">tormenta</a></li></ul><section id="comentarios"><p>Pedro: Pues yo digo que la tormenta tuvo la culpa de todo.</p></section>'
  equal(read(page('', end)).text, BODY.join('\n\n'))
})

test('a note of correction stays with its article', () => {
  for (const note of [
    'Fe de erratas: una versión anterior de esta nota daba otra tarifa.',
    'This article has been updated to reflect the right fare.',
  ]) {
    const { text } = read(page('', `<p class="correction"><em>${note}</em></p>`))
    ok(text.endsWith(note))
    ok(findCorrectionNote(text) !== null)
  }
})
